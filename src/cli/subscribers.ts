import { parseArgs } from 'node:util'

import { countSubscribers } from '../store/count-subscribers.ts'
import { readStore } from '../store/open-to-read.ts'
import { type Command, type CommandIo, UsageError } from './command.ts'
import { existingDatabase, sayDone } from './database-path.ts'
import { noWords, oneWord } from './desk.ts'
import { refuseStray, verbOf } from './verb-of.ts'

/** The list of subscribers as a whole; each of them looks after their own on the page. */
export const subscribersCommand: Command = {
  name: 'subscribers',
  summary:
    'Count, export and import those who are told; read what came back; give them links after a lost key.',
  usage: [
    'wallet-status subscribers count',
    'wallet-status subscribers export FILE|- [--with-secrets]',
    "wallet-status subscribers import FILE [--dry-run] [--locale zh-CN|en] [--confirmed-by 'reason'] [--skip-refused]",
    'wallet-status subscribers rekey',
    'wallet-status subscribers bounced [FILE …]',
    '',
    'FILE is comma-separated values in UTF-8: what `export` writes, or a list of subscribers from Statuspage. All of it is',
    'checked first, and comes in at once or not at all; --skip-refused leaves out the rows that cannot be read. Those of',
    'whom the file does not say when they agreed are asked first, unless --confirmed-by says what else shows it. Whoever is',
    'subscribed already is left as they are. docs/operations.md tells every column. Reads CONFIG, DATA_DIR and, as the',
    'server has them, SECRET_KEY and SMTP_URL; the server may run meanwhile.',
    '',
    '`rekey` is for a secret key that is lost for good, and runs only while the server does not: links in letters sent so',
    'far end, and later letters bring new ones, made with the key that is there now.',
    '',
    '`bounced` reads mails that came back, one to a FILE or one from standard input, as a mail server pipes it: a mailbox that',
    'does not exist pauses its subscription. What is no report on a letter of ours is left alone. Its exit code is 0, or 75',
    'where the mail has to be handed in again. Reads DATA_DIR.',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        'dry-run': { type: 'boolean' },
        locale: { type: 'string' },
        'confirmed-by': { type: 'string' },
        'skip-refused': { type: 'boolean' },
        'with-secrets': { type: 'boolean' },
      },
      allowPositionals: true,
    })
    const [name, ...words] = positionals
    const verb = verbOf(verbs, { command: 'subscribers', name })
    refuseStray(values, { name, options: verb.options })
    return verb.work({ words, values, io })
  },
}

interface Call {
  readonly words: readonly string[]
  readonly values: {
    readonly 'dry-run'?: boolean
    readonly locale?: string
    readonly 'confirmed-by'?: string
    readonly 'skip-refused'?: boolean
    readonly 'with-secrets'?: boolean
  }
  readonly io: CommandIo
}

interface Verb {
  readonly options: readonly string[]
  work(call: Call): Promise<number>
}

const verbs: Readonly<Record<string, Verb>> = {
  count: {
    options: [],
    async work({ words, io }) {
      noWords(words)
      const counts = (await readStore(existingDatabase(io), countSubscribers)) ?? []
      for (const { transport, status, count } of counts)
        io.out(`${transport.padEnd(10)}${status.padEnd(9)}${count}`)
      if (counts.length === 0) sayDone(io, 'No subscribers.')
      return 0
    },
  },
  export: {
    options: ['with-secrets'],
    async work({ words, values, io }) {
      const file = oneWord(words, 'FILE')
      // What reads and writes files is loaded only here: a server, which starts by the same door, does without.
      const { exportFile } = await import('./subscribers/export-subscribers.ts')
      return exportFile({ file, withSecrets: values['with-secrets'] === true }, io)
    },
  },
  import: {
    options: ['dry-run', 'locale', 'confirmed-by', 'skip-refused'],
    async work({ words, values, io }) {
      const reason = values['confirmed-by']
      if (reason?.trim() === '') throw new UsageError('--confirmed-by needs a reason')
      const { importFile } = await import('./subscribers/import-subscribers.ts')
      return importFile(
        {
          file: oneWord(words, 'FILE'),
          locale: values.locale,
          confirmedBy: reason,
          dryRun: values['dry-run'] === true,
          skipRefused: values['skip-refused'] === true,
        },
        io,
      )
    },
  },
  rekey: {
    options: [],
    async work({ words, io }) {
      noWords(words)
      const { rekeySubscribers } = await import('./subscribers/rekey-subscribers.ts')
      return rekeySubscribers(io)
    },
  },
  bounced: {
    options: [],
    async work({ words, io }) {
      const { takeBounces } = await import('./subscribers/take-bounces.ts')
      return takeBounces(words, io)
    },
  },
}
