import { Value } from 'typebox/value'

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
 * Reads, checks and compiles a configuration. Throws ConfigError with every problem in it; nothing else, whatever
 * the file holds.
 */
export function loadConfig(file: string, env: Variables): Config {
  return parseConfig(readSource(file), file, env)
}

/** The same for a text at hand; `file` is what problems call it. */
export function parseConfig(text: string, file: string, env: Variables): Config {
  const source = readDocument(text, file, env)
  const complaints = source.value === undefined ? [] : check(source.value, source.written)
  // A text whose variable is missing would be complained of a second time for being empty, and so on.
  const told = new Set(source.problems.map(({ path }) => path))
  const further = complaints.map(source.place).filter(({ path }) => path === '' || !told.has(path))
  const problems = [...source.problems, ...further]
  if (problems.length > 0) throw new ConfigError(inOrder(problems))
  return compile(Value.Decode(configSchema, source.value))
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
