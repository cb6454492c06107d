import { readFile } from 'node:fs/promises'
import path from 'node:path'

import { isMap, parseDocument } from 'yaml'

import { readEnvironment } from '../config/environment.ts'
import { loadConfig } from '../config/load.ts'
import type { Desk } from '../record/operators/desk.ts'
import { RecordError } from '../record/operators/record-error.ts'
import { openStore } from '../store/open.ts'
import { type CommandIo, UsageError } from './command.ts'
import { existingDatabase } from './database-path.ts'

/** Something about a file that was handed in; the message says which and what. */
class FileError extends Error {
  override name = 'FileError' as const
  readonly forPeople = true
}

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

/** What a YAML file holds; throws FileError where it cannot be read, is no YAML (with line and column) or no mapping. */
export async function readYaml(file: string, io: Pick<CommandIo, 'cwd'>): Promise<unknown> {
  const text = await readFile(path.resolve(io.cwd, file), 'utf8').catch((cause: unknown) => {
    throw new FileError(
      `${file}: cannot be read (${cause instanceof Error ? cause.message : String(cause)})`,
      { cause },
    )
  })
  const document = parseDocument(text, { prettyErrors: true })
  const problems = document.errors.map(({ message }) => `${file}: ${message}`)
  if (problems.length > 0) throw new FileError(problems.join('\n'))
  const value: unknown = document.toJS()
  if (isMap(document.contents)) return value
  throw new FileError(`${file}: expected a mapping such as in data/examples`)
}

/** Does work with what a file holds; problems at places in it are told with the file's name in front. */
export async function tellingFile<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof RecordError)) throw cause
    // Those without a place are about what is recorded already, not about the file.
    const lines = cause.problems.map(({ path: place, message }) =>
      place === '' ? message : `${file}: ${place}: ${message}`,
    )
    throw new FileError(lines.join('\n'), { cause })
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
