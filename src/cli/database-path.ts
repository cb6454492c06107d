import path from 'node:path'

import { readEnvironment } from '../config/environment.ts'
import { DATABASE_FILE } from '../store/open.ts'
import type { CommandIo } from './command.ts'

/** Where the database is: in the folder that DATA_DIR names. Throws where the environment cannot be used. */
export function databasePath({ cwd, env }: Pick<CommandIo, 'cwd' | 'env'>): string {
  return path.join(readEnvironment(env, cwd).dataFolder, DATABASE_FILE)
}
