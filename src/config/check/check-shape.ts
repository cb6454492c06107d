import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'

import { describeExpected, describeFound, type Keywords, oneOf } from './describe.ts'
import { nearest } from '../../lib/nearest.ts'
import type { Complaint, Path } from '../problem.ts'

/** A value at its place, and how texts with a `${…}` stand in the file. */
export interface Place {
  readonly value: unknown
  readonly path: Path
  readonly written: (path: Path) => string | undefined
}

/**
 * Everything in which a value differs from its schema, in plain words. TypeBox judges every leaf; the walk is ours
 * because its own list of errors is flat, capped, and names each branch of a union that nobody meant.
 */
export function checkShape(schema: TSchema, place: Place): Complaint[] {
  const keywords: Keywords = schema
  if (keywords.anyOf !== undefined) return checkUnion(schema, keywords.anyOf, place)
  const { value } = place
  const inner =
    keywords.type === 'object' && isMapping(value)
      ? checkMapping(keywords, value, place)
      : keywords.type === 'array' && Array.isArray(value)
        ? value.flatMap((item, index) => checkShape(keywords.items ?? {}, at(place, index, item)))
        : undefined
  if (inner === undefined) return checkLeaf(schema, place)
  if (inner.length === 0 && '~refine' in schema) return checkLeaf(schema, place)
  const isFine = Value.Check(ownRules(keywords), value)
  return isFine ? inner : [...inner, { path: place.path, message: mismatch(schema, place) }]
}

/** What a mapping or list demands beside what its members do: how many there are, and each once. */
function ownRules({ minProperties, minItems, maxItems, uniqueItems }: Keywords): TSchema {
  return {
    ...(minProperties !== undefined && { minProperties }),
    ...(minItems !== undefined && { minItems }),
    ...(maxItems !== undefined && { maxItems }),
    ...(uniqueItems !== undefined && { uniqueItems }),
  }
}

function checkLeaf(schema: TSchema, place: Place): Complaint[] {
  if (Value.Check(schema, place.value) || isFineOnceDecoded(schema, place)) return []
  return [{ path: place.path, message: mismatch(schema, place) }]
}

/**
 * Decoding fills in defaults, and converts text: that from the environment may stand for a number or a switch,
 * any other may not. Members of a mapping or list have been checked for that before.
 */
function isFineOnceDecoded(schema: TSchema, { value, path, written }: Place): boolean {
  const isWhole = typeof value === 'object' && value !== null
  const mayConvert = isWhole || written(path) !== undefined
  return mayConvert && Value.Check(schema, Value.Convert(schema, Value.Default(schema, Value.Clone(value))))
}

function mismatch(schema: TSchema, { value, path, written }: Place): string {
  const keywords: Keywords = schema
  const found = keywords.secret === true ? 'something else (not shown)' : describeFound(value, written(path))
  const refusal = Value.Errors(schema, value).find(({ keyword }) => keyword === '~refine')
  return refusal === undefined || keywords.expects !== undefined
    ? `found ${found}, expected ${describeExpected(schema)}`
    : `found ${found}, which ${refusal.message}`
}

function checkMapping(keywords: Keywords, value: Record<string, unknown>, place: Place): Complaint[] {
  const { properties = {}, patternProperties = {}, required = [] } = keywords
  const missing = required
    .filter((key) => !Object.hasOwn(value, key))
    .flatMap((key) => {
      const property: Keywords = properties[key] ?? {}
      if (property.default !== undefined) return []
      const message = `missing, expected ${describeExpected(property)}`
      return [{ path: [...place.path, key], message }]
    })
  const members = Object.keys(value).flatMap((key): Complaint[] => {
    const [pattern] = Object.keys(patternProperties).filter((source) => new RegExp(source, 'su').test(key))
    const property = Object.hasOwn(properties, key) ? properties[key] : patternProperties[pattern ?? '']
    if (property !== undefined) return checkShape(property, at(place, key, value[key]))
    return keywords.additionalProperties === false ? [unknownKey(key, Object.keys(properties), place)] : []
  })
  return [...missing, ...members]
}

function unknownKey(key: string, known: readonly string[], { path }: Place): Complaint {
  const near = nearest(key, known)
  const hint = near === undefined ? `expected ${oneOf(known)}` : `did you mean "${near}"?`
  return { path: [...path, key], at: 'key', message: `this key is unknown here; ${hint}` }
}

/** Speaks of the branch that was most likely meant: the one of the same make with the least to complain about. */
function checkUnion(schema: TSchema, branches: readonly TSchema[], place: Place): Complaint[] {
  const complaints = branches.map((branch) => checkShape(branch, place))
  if (complaints.some((list) => list.length === 0)) return []
  const [meant] = complaints
    .filter((list) => list.some(({ path }) => path.length > place.path.length))
    .toSorted((a, b) => a.length - b.length)
  return meant ?? [{ path: place.path, message: mismatch(schema, place) }]
}

function at(place: Place, part: string | number, value: unknown): Place {
  return { ...place, value, path: [...place.path, part] }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
