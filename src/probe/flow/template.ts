import { Type } from 'typebox'

import { ProbeFault } from '../probe-fault.ts'

export type Scalar = string | number | boolean

/** What `{{name}}` stands for: the built-ins, the flow's own variables and what earlier steps extracted. */
export type Variables = ReadonlyMap<string, Scalar>

const MARK = /\{\{\s*([^{}]*?)\s*\}\}/g
const ONLY_A_MARK = /^\{\{\s*([^{}]*?)\s*\}\}$/
const DOT_SEGMENT = /^(?:\.|%2e){1,2}$/i
/** RFC 9110 section 5.5: visible characters, spaces and tabs; a line break would begin another header. */
const HEADER_VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/

/** A text in configuration in which `{{name}}` stands for a value. */
export function templated(description = 'A text in which {{name}} stands for a value.') {
  return Type.Refine(
    Type.String({ description }),
    (text) => !text.replaceAll(MARK, '').includes('{{'),
    () => 'must close every {{ with }}',
  )
}

/** Fills in every `{{name}}` once; what was filled in is not read again. Throws ProbeFault where a name has no value. */
export function fill(template: string, variables: Variables): string {
  return fillWith(template, variables, (value) => value)
}

/**
 * Fills in a path (and query) below `base`. Values are percent-encoded whole, so none can add a path segment or a
 * parameter; a path that climbs (`..`) is refused, whoever wrote it. Throws ProbeFault.
 */
export function fillUrl(base: string, template: string, variables: Variables): URL {
  const filled = fillWith(template, variables, encode)
  const [path = ''] = filled.split(/[?#]/, 1)
  if (path.split(/[/\\]/).some((segment) => DOT_SEGMENT.test(segment)))
    throw new ProbeFault(`The address "${template}" would climb out of its path.`)
  const address = `${base.replace(/\/+$/, '')}/${filled.replace(/^\/+/, '')}`
  if (!URL.canParse(address)) throw new ProbeFault(`"${base}" and "${template}" make no address.`)
  return new URL(address)
}

/** Fills in a header's value; one that HTTP cannot carry, a line break above all, throws ProbeFault. */
export function fillHeader(template: string, variables: Variables): string {
  const value = fill(template, variables)
  if (!HEADER_VALUE.test(value)) throw new ProbeFault(`"${template}" became a value no header can carry.`)
  return value
}

/** Fills in each value of a map of query parameters, form fields or expected texts. */
export function fillEach(
  templates: Readonly<Record<string, string>>,
  variables: Variables,
): Record<string, string> {
  return Object.fromEntries(Object.entries(templates).map(([name, text]) => [name, fill(text, variables)]))
}

/**
 * Fills in the strings of a JSON value, in the value rather than in its text, so that no quote can break out. A
 * string that is nothing but `{{name}}` keeps the variable's type; keys stay as they are.
 */
export function fillJson(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') {
    const name = ONLY_A_MARK.exec(value)?.[1]
    return name === undefined ? fill(value, variables) : lookUp(name, variables)
  }
  if (Array.isArray(value)) return value.map((item) => fillJson(item, variables))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillJson(item, variables)]))
  return value
}

function fillWith(template: string, variables: Variables, insert: (value: string) => string): string {
  return template.replaceAll(MARK, (_mark, name: string) => insert(String(lookUp(name, variables))))
}

function lookUp(name: string, variables: Variables): Scalar {
  const value = variables.get(name)
  if (value === undefined)
    throw new ProbeFault(`Nothing is called "${name}"; known are ${[...variables.keys()].join(', ')}.`)
  return value
}

function encode(value: string): string {
  if (!value.isWellFormed()) throw new ProbeFault('A value is no well-formed text and fits no address.')
  return encodeURIComponent(value)
}
