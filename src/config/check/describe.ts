import type { TSchema } from 'typebox'

import { parseDuration } from '../../lib/duration.ts'

/** The JSON Schema keywords that a sentence is made of. Schemas carry them at run time whatever their static type. */
export interface Keywords {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly TSchema[]
  readonly pattern?: string
  readonly format?: string
  readonly examples?: readonly unknown[]
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly minProperties?: number
  readonly secret?: boolean
  readonly default?: unknown
  readonly items?: TSchema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly patternProperties?: Readonly<Record<string, TSchema>>
  readonly additionalProperties?: boolean | TSchema
  /** Ours: the sentence's end in a schema's own words, where the keywords alone would not help. */
  readonly expects?: string
}

/** What a schema wants, as the end of a sentence: `a whole number of at least 1`. */
export function describeExpected(schema: TSchema): string {
  const keywords: Keywords = schema
  const { expects, anyOf } = keywords
  if (expects !== undefined) return expects
  if ('const' in schema) return quote(keywords.const)
  if (keywords.enum !== undefined) return oneOf(keywords.enum.map(String))
  if (anyOf !== undefined) return describeUnion(anyOf)
  return describeType(keywords)
}

function describeUnion(branches: readonly TSchema[]): string {
  const constants = branches.filter((branch) => 'const' in branch)
  if (constants.length === branches.length)
    return oneOf(constants.map((branch) => String((branch satisfies Keywords).const)))
  return [...new Set(branches.map(describeExpected))].join(', or ')
}

function describeType(keywords: Keywords): string {
  switch (keywords.type) {
    case 'string':
      return describeText(keywords)
    case 'integer':
      return `a whole number${describeRange(keywords)}`
    case 'number':
      return `a number${describeRange(keywords)}`
    case 'boolean':
      return 'true or false'
    case 'array':
      return keywords.minItems === undefined ? 'a list' : `a list of at least ${keywords.minItems}`
    case 'object':
      return describeMapping(keywords)
    case undefined:
    default:
      return 'something else'
  }
}

/** Patterns that more than one schema uses, in words. */
const PATTERNS: Readonly<Record<string, string>> = {
  '\\S': 'a text that is not empty',
  '^https?://': 'an address that begins with http:// or https://',
  '^http://': 'an address that begins with http://',
}

function describeText({ pattern, examples, minLength }: Keywords): string {
  const [first] = examples ?? []
  const example = typeof first === 'string' ? first : ''
  if (pattern !== undefined && parseDuration(example) !== undefined)
    return 'a length of time such as 30s, 5m or 2h'
  if (example !== '') return `a text such as ${example}`
  if (pattern !== undefined) return PATTERNS[pattern] ?? `a text of the form ${pattern}`
  return minLength === undefined ? 'a text' : 'a text that is not empty'
}

function describeRange({ minimum, exclusiveMinimum, maximum }: Keywords): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  if (minimum !== undefined) return ` of at least ${minimum}`
  if (exclusiveMinimum !== undefined)
    return ` above ${exclusiveMinimum}${maximum === undefined ? '' : `, at most ${maximum}`}`
  return maximum === undefined ? '' : ` of at most ${maximum}`
}

function describeMapping({ required = [], properties = {}, minProperties }: Keywords): string {
  const needed = required.filter((key) => !('default' in (properties[key] ?? {})))
  if (needed.length > 0) return `a mapping with ${needed.join(', ')}`
  return minProperties === undefined ? 'a mapping' : `a mapping with at least ${minProperties} of its keys`
}

/** `one of a, b, c`. */
export function oneOf(choices: readonly string[]): string {
  const [only] = choices
  return choices.length === 1 && only !== undefined ? quote(only) : `one of ${choices.join(', ')}`
}

const LONGEST_QUOTE = 60

/** What stands there, as the object of a sentence. `written` is quoted instead of a text that came from the environment. */
export function describeFound(value: unknown, written?: string): string {
  if (written !== undefined) return quote(written)
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping'
  return typeof value === 'number' ? `the number ${value}` : quote(value)
}

/** Texts in quotes, true and false without. */
function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…"` : text
}
