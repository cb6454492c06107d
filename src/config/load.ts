import { dirname, resolve } from 'node:path'

import { Value } from 'typebox/value'

import { knownThings } from './articles/known-things.ts'
import { readArticles } from './articles/read-articles.ts'
import { checkCycles } from './check/check-cycles.ts'
import { checkIds } from './check/check-ids.ts'
import { checkProbes } from './check/check-probes.ts'
import { checkReferences } from './check/check-references.ts'
import { checkShape } from './check/check-shape.ts'
import { checkThresholds } from './check/check-thresholds.ts'
import { checkTopUp } from './check/check-top-up.ts'
import { compile } from './compile/compile.ts'
import type { Config } from './config.ts'
import { readDocument } from './document/document.ts'
import type { Variables } from './document/expand.ts'
import { outline } from './check/outline.ts'
import { type Complaint, ConfigError, type Problem } from './problem.ts'
import { configSchema } from './schema.ts'
import { readSource } from './document/source.ts'

/**
 * Reads, checks and compiles a configuration and the help articles beside it. Throws ConfigError with every problem in
 * them; nothing else, whatever the files hold.
 */
export function loadConfig(file: string, env: Variables): Config {
  return readConfig(readSource(file), file, {
    env,
    articlesBeside: (value) => {
      const folder = resolve(dirname(file), folderIn(value))
      return readArticles(folder, knownThings(outline(value)))
    },
  })
}

/** The same for a text at hand, without articles; `file` is what problems call it. */
export function parseConfig(text: string, file: string, env: Variables): Config {
  return readConfig(text, file, { env, articlesBeside: () => ({ articles: [], problems: [] }) })
}

function readConfig(
  text: string,
  file: string,
  {
    env,
    articlesBeside,
  }: { env: Variables; articlesBeside: (value: unknown) => ReturnType<typeof readArticles> },
): Config {
  const source = readDocument(text, file, env)
  const complaints = source.value === undefined ? [] : check(source.value, source.written)
  // A text whose variable is missing would be complained of a second time for being empty, and so on.
  const told = new Set(source.problems.map(({ path }) => path))
  const further = complaints.map(source.place).filter(({ path }) => path === '' || !told.has(path))
  // Of a file too broken to read on, every article would seem to speak of components that do not exist.
  const read = source.value === undefined ? { articles: [], problems: [] } : articlesBeside(source.value)
  const problems = [...inOrder([...source.problems, ...further]), ...read.problems]
  if (problems.length > 0) throw new ConfigError(problems)
  return compile(Value.Decode(configSchema, source.value), read.articles)
}

/** Read leniently: a mistake in it is reported by the schema. */
function folderIn(value: unknown): string {
  const help: unknown =
    typeof value === 'object' && value !== null && 'help' in value ? value.help : undefined
  const folder: unknown =
    typeof help === 'object' && help !== null && 'folder' in help ? help.folder : undefined
  return typeof folder === 'string' ? folder : 'help'
}

function check(value: unknown, written: (path: Complaint['path']) => string | undefined): Complaint[] {
  if (value === null) return [{ path: [], message: 'the file is empty, expected at least page and groups' }]
  const whole = outline(value)
  return [
    ...checkShape(configSchema, { value, path: [], written }),
    ...checkIds(whole),
    ...checkReferences(whole),
    ...checkCycles(whole),
    ...checkProbes(whole),
    ...checkThresholds(whole),
    ...checkTopUp(whole),
  ]
}

/** In the order of the file. What an alias repeats is told once, where it is written. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  return sorted.filter(
    (problem, index) => !sorted.slice(0, index).some((earlier) => isSame(earlier, problem)),
  )
}

function isSame(a: Problem, b: Problem): boolean {
  const isThere = a.line === b.line && a.column === b.column && lastKey(a) === lastKey(b)
  return isThere && a.message === b.message
}

/** Two keys that are missing in one mapping share its place. */
function lastKey({ path }: Problem): string {
  return path.slice(path.lastIndexOf('.') + 1)
}
