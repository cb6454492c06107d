import path from 'node:path'
import { parseArgs } from 'node:util'

import { systemClock } from '../lib/clock.ts'
import { restoreStore } from '../store/copies/restore.ts'
import { type Command, UsageError } from './command.ts'
import { databasePath } from './database-path.ts'

export const restoreCommand: Command = {
  name: 'restore',
  summary: "Put a backup in the database's place; the replaced file is kept.",
  usage: [
    'wallet-status restore FILE [--force]',
    '',
    'Checks FILE and puts a copy of it in the place of the database (wallet.db in the folder that DATA_DIR names, else',
    'in data). The replaced database is kept beside it. Stop the server first: while the database is in use nothing is',
    'done. --force does it all the same; a server that runs then keeps the replaced file until it is restarted.',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { force: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [from, ...rest] = positionals
    if (from === undefined || rest.length > 0) {
      throw new UsageError(`found ${positionals.length} file names after restore, expected one`)
    }
    const file = databasePath(io)
    const { kept } = await restoreStore({
      from: path.resolve(io.cwd, from),
      file,
      now: systemClock(),
      force: values.force,
    })
    io.out(`${file}: restored from ${from}`)
    if (kept !== undefined) io.out(`The database before is kept as ${kept}`)
    return 0
  },
}
