import { parseArgs } from 'node:util'

import { type Command, type CommandIo, UsageError } from './command.ts'
import { noWords } from './desk.ts'
import { previewNotices } from './preview-notices.ts'

/** What subscribers are told. */
export const noticesCommand: Command = {
  name: 'notices',
  summary: 'Look at what subscribers are told.',
  usage: [
    'wallet-status notices preview [--kind KIND] [--locale zh-CN|en] [--out DIR]',
    '',
    '`preview` writes samples about your own wallet into DIR (notices-preview): of each KIND (incident, maintenance,',
    'announcement, digest, confirm; all unless said), in each language, the mail as subject, text and HTML, and what a webhook',
    'and each chat robot are sent. Nothing goes out, and no database is needed. Reads CONFIG.',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { kind: { type: 'string' }, locale: { type: 'string' }, out: { type: 'string' } },
      allowPositionals: true,
    })
    const [verb, ...words] = positionals
    const work = verbs[verb ?? '']
    if (work === undefined)
      throw new UsageError(`found "${verb ?? ''}" after notices, expected one of ${known}`)
    return work({ words, values, io })
  },
}

interface Call {
  readonly words: readonly string[]
  readonly values: { readonly kind?: string; readonly locale?: string; readonly out?: string }
  readonly io: CommandIo
}

const verbs: Readonly<Record<string, (call: Call) => Promise<number>>> = {
  async preview({ words, values, io }) {
    noWords(words)
    return previewNotices(values, io)
  },
}

const known = Object.keys(verbs).join(', ')
