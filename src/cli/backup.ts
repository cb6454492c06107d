import path from 'node:path'
import { parseArgs } from 'node:util'

import { backupStore } from '../store/copies/backup.ts'
import { type Command, UsageError } from './command.ts'
import { existingDatabase, sayDone } from './database-path.ts'

export const backupCommand: Command = {
  name: 'backup',
  summary: 'Copy the database into a file while everything runs.',
  usage: [
    'wallet-status backup FILE',
    '',
    'Copies the database (wallet.db in the folder that DATA_DIR names, else in data) to FILE as it is at this moment,',
    'checks the copy and writes it through to the disk. The server may run meanwhile. Never overwrites a file.',
  ].join('\n'),
  async run(args, io) {
    const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true })
    const [to, ...rest] = positionals
    if (to === undefined || rest.length > 0) {
      throw new UsageError(`found ${positionals.length} file names after backup, expected one`)
    }
    await backupStore(existingDatabase(io), path.resolve(io.cwd, to))
    sayDone(io, `Backed up to ${to}: checked and complete`)
    return 0
  },
}
