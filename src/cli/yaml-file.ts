import path from 'node:path'

import { readDocument } from '../config/document/document.ts'
import { readSource } from '../config/document/source.ts'
import { ConfigError, formatProblem, type Path } from '../config/problem.ts'
import { type InputProblem, RecordError } from '../record/operators/record-error.ts'
import type { CommandIo } from './command.ts'

/** Something about a file that was handed in; the message says which, where and what. */
class FileError extends Error {
  override name = 'FileError' as const
  readonly forPeople = true
}

/** A mapping that was handed in as a file, which still knows where in it each part stands. */
export interface YamlFile {
  readonly value: unknown
  /** One problem as one line, with the place where a person mends it: `notice.yaml:3:5 title.en: missing, expected …`. */
  tell(problem: InputProblem): string
}

/**
 * Reads YAML as configuration is read, but for `${…}`, which is text like any other. Throws ConfigError where the file
 * cannot be read or is no YAML, and FileError where it holds no mapping.
 */
export function readYaml(file: string, io: Pick<CommandIo, 'cwd'>): YamlFile {
  const { value, problems, place } = readDocument(readSource(path.resolve(io.cwd, file), file), file)
  if (problems.length > 0) throw new ConfigError(problems)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FileError(`${file}:1:1 expected a mapping such as in data/examples`)
  return {
    value,
    tell({ path: where, message, at }) {
      // Those without a place are about what is recorded already, not about the file.
      if (where === '') return message
      const { line, column } = place({ path: partsOf(where), message, ...(at && { at }) })
      return formatProblem({ file, line, column, path: where, message })
    },
  }
}

/** Does work with what a file holds; problems at places in it are told with these places in front. */
export async function tellingFile<Result>(given: YamlFile, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof RecordError)) throw cause
    throw new FileError(cause.problems.map((problem) => given.tell(problem)).join('\n'), { cause })
  }
}

/** `updates[0]["a.b"].text` is `updates`, 0, `a.b`, `text`. */
function partsOf(where: string): Path {
  return [...where.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|[^.[\]]+/g)].map(([key, index, quoted]) => {
    if (index !== undefined) return Number(index)
    return quoted === undefined ? key : String(JSON.parse(quoted))
  })
}
