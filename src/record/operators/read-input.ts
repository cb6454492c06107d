import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'

import { parseDuration } from '../../lib/duration.ts'
import { parseInstant, INSTANT_FORM } from '../../lib/instant.ts'
import { RecordError, type InputProblem } from './record-error.ts'

/** The value, if it has the schema's shape; throws RecordError with everything that has not. */
export function readInput<Schema extends TSchema>(schema: Schema, value: unknown): Static<Schema> {
  if (Value.Check(schema, value)) return value
  throw new RecordError(once(Value.Errors(schema, value).flatMap((error) => problemsOf(schema, error))))
}

/** One value may break several rules of its schema, and all of them say what was expected there. */
function once(problems: readonly InputProblem[]): InputProblem[] {
  return [...new Map(problems.map((problem) => [`${problem.path}: ${problem.message}`, problem])).values()]
}

interface MomentPlace {
  readonly path: string
  readonly zone: string
  readonly problems: InputProblem[]
  /** Where given, `in 30m` is read too, counted from here. */
  readonly now?: number
}

/** Reads a moment; one that cannot be read joins the problems. */
export function readMoment(
  text: string | undefined,
  { path, zone, problems, now }: MomentPlace,
): number | undefined {
  if (text === undefined) return undefined
  const at = (now === undefined ? undefined : readFromNow(text, now)) ?? parseInstant(text, zone)
  if (at === undefined) {
    const form = now === undefined ? INSTANT_FORM : FROM_NOW_FORM
    problems.push({ path, message: `found "${text}", expected a moment such as ${form}` })
  }
  return at
}

/** What a moment that may be counted from now looks like, for messages. */
export const FROM_NOW_FORM = `in 30m, ${INSTANT_FORM}`

function readFromNow(text: string, now: number): number | undefined {
  const [, length] = /^in +(\S+)$/.exec(text) ?? []
  const ms = length === undefined ? undefined : parseDuration(length)
  return ms === undefined ? undefined : now + ms
}

type ShapeError = ReturnType<typeof Value.Errors>[number]

function problemsOf(schema: TSchema, error: ShapeError): InputProblem[] {
  const keys = error.instancePath.split('/').slice(1).map(unescapePointer)
  // `boolean` says a second time, and worse, what additionalProperties says.
  if (error.keyword === 'boolean') return []
  if (error.keyword === 'required') {
    return error.params.requiredProperties.map((key) => missing(schema, [...keys, key]))
  }
  if (error.keyword === 'additionalProperties') {
    return error.params.additionalProperties.map((key) => unknownKey(schema, keys, key))
  }
  return [{ path: formatKeys(keys), message: `expected ${expectation(schema, keys) ?? error.message}` }]
}

function missing(schema: TSchema, keys: readonly string[]): InputProblem {
  return { path: formatKeys(keys), message: `missing, expected ${expectation(schema, keys) ?? 'a value'}` }
}

function unknownKey(schema: TSchema, keys: readonly string[], key: string): InputProblem {
  const known = Object.keys(keywordsAt(schema, keys)?.properties ?? {}).join(', ')
  return { path: formatKeys([...keys, key]), message: `not known here, expected one of ${known}`, at: 'key' }
}

/** Keywords as schemas carry them at run time, ours included. */
interface Keywords {
  readonly expects?: string
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly items?: TSchema
}

function keywordsAt(schema: TSchema, keys: readonly string[]): Keywords | undefined {
  return keys.reduce<Keywords | undefined>(
    (inner, key) => (inner?.properties === undefined ? inner?.items : inner.properties[key]),
    schema,
  )
}

function expectation(schema: TSchema, keys: readonly string[]): string | undefined {
  return keywordsAt(schema, keys)?.expects
}

function formatKeys(keys: readonly string[]): string {
  const parts = keys.map((key) => {
    if (/^\d+$/.test(key)) return `[${key}]`
    return /^[\p{L}\p{N}_-]+$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
  })
  return parts.join('').replace(/^\./, '')
}

/** RFC 6901: `~1` stands for `/` and `~0` for `~`. */
function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~')
}
