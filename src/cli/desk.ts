import { readEnvironment } from '../config/environment.ts'
import { loadConfig } from '../config/load.ts'
import type { Desk } from '../record/operators/desk.ts'
import { openStore } from '../store/open.ts'
import { type CommandIo, UsageError } from './command.ts'
import { existingDatabase } from './database-path.ts'

/** Does work with the server's database and the configuration, and closes the database after it; never makes one. */
export async function atDesk<Result>(io: CommandIo, work: (desk: Desk) => Promise<Result>): Promise<Result> {
  const file = existingDatabase(io)
  const { wallet } = loadConfig(readEnvironment(io.env, io.cwd).configFile, io.env)
  const store = await openStore({ file })
  try {
    return await work({ db: store.db, wallet })
  } finally {
    await store.close()
  }
}

/** The one word after a verb; throws UsageError otherwise. */
export function oneWord(words: readonly string[], name: string): string {
  const [word, ...rest] = words
  if (word === undefined) throw new UsageError(`${name} is missing`)
  if (rest.length > 0) throw tooMany(words, name)
  return word
}

/** The two words after a verb; throws UsageError otherwise. */
export function twoWords(
  words: readonly string[],
  names: readonly [string, string],
): readonly [string, string] {
  const [first, second, ...rest] = words
  if (first === undefined) throw new UsageError(`${names.join(' and ')} are missing`)
  if (second === undefined) throw new UsageError(`${names[1]} is missing`)
  if (rest.length > 0) throw tooMany(words, names.join(' '))
  return [first, second]
}

export function noWords(words: readonly string[]): void {
  if (words.length > 0) throw tooMany(words, 'nothing')
}

function tooMany(words: readonly string[], expected: string): UsageError {
  return new UsageError(`found "${words.join(' ')}" after the verb, expected ${expected}`)
}
