import type { JSONValue } from 'json-p3'

import type { Assertion } from '../../domain/observation.ts'
import { ProbeFault } from '../probe-fault.ts'
import { isBuiltIn } from './built-in.ts'
import type { PlainStep } from './step-options.ts'
import { fill, type Scalar, type Variables } from './template.ts'

interface Answer {
  readonly document: JSONValue
  readonly headers: Readonly<Record<string, string>>
}

/** The first value at a place, as text; undefined where there is none or it is no scalar. */
export function textAt(document: JSONValue, path: { find(document: JSONValue): readonly JSONValue[] }) {
  const value = scalarAt(document, path)
  return value === undefined ? undefined : String(value)
}

/** Compares what must come back, character for character: an amount is text, never a floating-point number. */
export function checkEcho(step: PlainStep, document: JSONValue, variables: Variables): Assertion[] {
  return (step.echo ?? []).map(({ path, equals }) => {
    const wanted = fill(equals, variables)
    const seen = textAt(document, path)
    return { what: `echo ${path.text}`, wanted, seen: seen ?? 'nothing', held: seen === wanted }
  })
}

/**
 * Takes the variables that later steps use out of an answer. One that is not there, and has no `else`, throws
 * ProbeFault: the answer was as expected, so the script does not fit it.
 */
export function extract(step: PlainStep, answer: Answer): Variables {
  const found = new Map<string, Scalar>()
  for (const [name, source] of Object.entries(step.extract ?? {})) {
    if (isBuiltIn(name)) throw new ProbeFault(`"${name}" is built in and cannot be extracted.`)
    const value =
      (source.path && scalarAt(answer.document, source.path)) ??
      (source.header === undefined ? undefined : answer.headers[source.header.toLowerCase()]) ??
      source.else
    if (value === undefined)
      throw new ProbeFault(`Nothing to call "${name}" at ${source.path?.text ?? `header ${source.header}`}.`)
    found.set(name, value)
  }
  return found
}

function scalarAt(
  document: JSONValue,
  path: { find(document: JSONValue): readonly JSONValue[] },
): Scalar | undefined {
  const value = document === undefined ? undefined : path.find(document)[0]
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined
}
