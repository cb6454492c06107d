import { readFile } from 'node:fs/promises'
import path from 'node:path'

import { isMap, LineCounter, parseDocument } from 'yaml'

import { locate } from '../config/document/locate.ts'
import { formatProblem } from '../config/problem.ts'
import { type InputProblem, RecordError } from '../record/operators/record-error.ts'
import type { CommandIo } from './command.ts'

/** Something about a file that was handed in; the message says which and what. */
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

/** Throws FileError where a file cannot be read, is no YAML (with line and column) or no mapping. */
export async function readYaml(file: string, io: Pick<CommandIo, 'cwd'>): Promise<YamlFile> {
  const text = await readFile(path.resolve(io.cwd, file), 'utf8').catch((cause: unknown) => {
    throw new FileError(
      `${file}: cannot be read (${cause instanceof Error ? cause.message : String(cause)})`,
      { cause },
    )
  })
  const lines = new LineCounter()
  const document = parseDocument(text, { prettyErrors: true, lineCounter: lines })
  const problems = document.errors.map(({ message }) => `${file}: ${message}`)
  if (problems.length > 0) throw new FileError(problems.join('\n'))
  const value: unknown = document.toJS()
  const { contents } = document
  if (!isMap(contents)) throw new FileError(`${file}: expected a mapping such as in data/examples`)
  return {
    value,
    tell(problem) {
      // Those without a place are about what is recorded already, not about the file.
      if (problem.path === '') return problem.message
      const { offset } = locate({ contents, targets: new Map() }, partsOf(problem.path))
      const { line, col } = lines.linePos(offset)
      return formatProblem({ ...problem, file, line, column: col })
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

/** `updates[0].text` is `updates`, 0, `text`. */
function partsOf(place: string): (string | number)[] {
  return [...place.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([key, index]) =>
    index === undefined ? key : Number(index),
  )
}
