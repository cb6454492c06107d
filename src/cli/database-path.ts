import { existsSync } from 'node:fs'
import path from 'node:path'

import { readEnvironment } from '../config/environment.ts'
import { DATABASE_FILE } from '../store/open.ts'
import type { CommandIo } from './command.ts'

/** The folder that DATA_DIR names holds no database; most likely the server was given another one. */
class NoDatabase extends Error {
  override name = 'NoDatabase' as const
  readonly forPeople = true
}

/** Where the database is: in the folder that DATA_DIR names. Throws where the environment cannot be used. */
export function databasePath({ cwd, env }: Pick<CommandIo, 'cwd' | 'env'>): string {
  return path.join(readEnvironment(env, cwd).dataFolder, DATABASE_FILE)
}

/**
 * Where the database is, for commands that work on one a server has made: a database made here would take people's
 * words and show them to nobody. Throws NoDatabase where there is none.
 */
export function existingDatabase(io: Pick<CommandIo, 'cwd' | 'env'>): string {
  const file = databasePath(io)
  if (existsSync(file)) return file
  throw new NoDatabase(
    `There is no database in ${path.dirname(file)}. Set DATA_DIR to the folder that the running server uses.`,
  )
}

/** Says what was done, and in which database. */
export function sayDone(io: Pick<CommandIo, 'cwd' | 'env' | 'out'>, done: string): void {
  io.out(done)
  io.out(`Database: ${databasePath(io)}`)
}
