import { parseArgs } from 'node:util'

import type { Command, CommandIo } from './command.ts'
import { noWords } from './desk.ts'
import { previewNotices } from './notices/preview-notices.ts'
import { listDead, listNotices, replay } from './notices/show-notices.ts'
import { refuseStray, verbOf } from './verb-of.ts'

/** What subscribers are told. */
export const noticesCommand: Command = {
  name: 'notices',
  summary: 'Look at what subscribers are told, and send dead letters again.',
  usage: [
    'wallet-status notices list [--limit N]',
    'wallet-status notices dead [--limit N]',
    'wallet-status notices replay NOTICE_ID | --all',
    'wallet-status notices preview [--kind KIND] [--locale zh-CN|en] [--out DIR]',
    '',
    '`list` shows the newest notices and how far they have come, `dead` the letters that were given up and why, by the',
    'subscribers’ ids. `replay` sends dead letters once more, as the same letters. These read CONFIG and DATA_DIR.',
    '',
    '`preview` writes samples about your own wallet into DIR (notices-preview): of each KIND (incident, maintenance,',
    'announcement, digest, confirm; ticket-answered, -closed, -merged, -incident-over; operators-ticket, -loss, -overdue, -unreached; all',
    'unless said), in each language, the mail as subject, text and HTML, and, but for tickets, what a webhook and each chat robot are',
    'sent. Nothing goes out, and no database is needed. Reads CONFIG.',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        kind: { type: 'string' },
        locale: { type: 'string' },
        out: { type: 'string' },
        limit: { type: 'string' },
        all: { type: 'boolean' },
      },
      allowPositionals: true,
    })
    const [verb, ...words] = positionals
    const found = verbOf(verbs, { command: 'notices', name: verb })
    refuseStray(values, { name: verb, options: found.options })
    return found.work({ words, values, io })
  },
}

interface Call {
  readonly words: readonly string[]
  readonly values: {
    readonly kind?: string
    readonly locale?: string
    readonly out?: string
    readonly limit?: string
    readonly all?: boolean
  }
  readonly io: CommandIo
}

interface Verb {
  readonly options: readonly string[]
  work(call: Call): Promise<number>
}

const verbs: Readonly<Record<string, Verb>> = {
  list: {
    options: ['limit'],
    async work({ words, values, io }) {
      noWords(words)
      return listNotices(values, io)
    },
  },
  dead: {
    options: ['limit'],
    async work({ words, values, io }) {
      noWords(words)
      return listDead(values, io)
    },
  },
  replay: {
    options: ['all'],
    work: async ({ words, values, io }) => replay({ words, all: values.all === true }, io),
  },
  preview: {
    options: ['kind', 'locale', 'out'],
    async work({ words, values, io }) {
      noWords(words)
      return previewNotices(values, io)
    },
  },
}
