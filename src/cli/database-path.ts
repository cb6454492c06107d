import path from 'node:path'

import { DATABASE_FILE } from '../store/open.ts'
import type { CommandIo } from './command.ts'

const DEFAULT_DATA_DIR = 'data'

/** Where the database is: in the folder that DATA_DIR names, else in data. */
export function databasePath({ cwd, env }: Pick<CommandIo, 'cwd' | 'env'>): string {
  return path.resolve(cwd, env['DATA_DIR'] ?? DEFAULT_DATA_DIR, DATABASE_FILE)
}
