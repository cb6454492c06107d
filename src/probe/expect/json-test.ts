import { isDeepStrictEqual } from 'node:util'

import type { JSONValue } from 'json-p3'
import { Type, type StaticDecode } from 'typebox'

import type { Assertion } from '../../domain/observation.ts'
import { jsonPath } from './json-path.ts'
import { finds, pattern } from './pattern.ts'

/** What must stand at a place in a JSON answer; every key given must hold, for every value the path selects. */
export const jsonTest = Type.Object(
  {
    path: jsonPath('Where to look, a JSONPath (RFC 9535).'),
    exists: Type.Optional(
      Type.Boolean({
        description: 'Whether there must be something there, null included; true unless said.',
      }),
    ),
    equals: Type.Optional(Type.Unknown({ description: 'The value, of the same type: "1.00" is not 1.' })),
    matches: Type.Optional(
      pattern('A regular expression finds something in the first 16,384 characters of the value, as text.'),
    ),
    atLeast: Type.Optional(
      Type.Number({ description: 'Smallest number allowed; "123.45" counts as a number.' }),
    ),
    atMost: Type.Optional(Type.Number({ description: 'Largest number allowed.' })),
  },
  { additionalProperties: false },
)

export type JsonTest = StaticDecode<typeof jsonTest>

/** Tests a JSON document, one assertion per key; undefined stands for an answer that is no JSON. */
export function testJson(document: JSONValue, test: JsonTest): Assertion[] {
  const values = document === undefined ? [] : test.path.find(document)
  const seen = describeValues(document, values)
  const { equals, matches, atLeast, atMost, exists = true } = test
  const found = values.length > 0
  const assertions: Assertion[] = []
  const assert = (wanted: string, held: boolean): unknown =>
    assertions.push({ what: test.path.text, wanted, seen, held })

  if (!exists || !found) {
    assert(exists ? 'something' : 'nothing', document !== undefined && exists === found)
    return assertions
  }
  if (equals !== undefined) {
    assert(
      describe(equals),
      values.every((value) => isDeepStrictEqual(value, equals)),
    )
  }
  if (matches !== undefined) {
    assert(
      `matches /${matches.source}/`,
      values.every((value) => finds(matches, asText(value))),
    )
  }
  if (atLeast !== undefined)
    assert(
      `at least ${atLeast}`,
      values.every((value) => asNumber(value) >= atLeast),
    )
  if (atMost !== undefined)
    assert(
      `at most ${atMost}`,
      values.every((value) => asNumber(value) <= atMost),
    )
  if (assertions.length === 0) assert('something', true)
  return assertions
}

/** Reads a body as JSON; undefined where it is none. */
export function parseJson(body: string): JSONValue {
  try {
    const document: JSONValue = JSON.parse(body)
    return document
  } catch {
    return undefined
  }
}

function describeValues(document: JSONValue, values: readonly JSONValue[]): string {
  if (document === undefined) return 'no JSON'
  return values.length === 0 ? 'nothing' : values.map(describe).join(', ')
}

function describe(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return 'something nested too deeply to print'
  }
}

function asText(value: JSONValue): string {
  return typeof value === 'string' ? value : describe(value)
}

/** Amounts travel as decimal strings; NaN, which no bound admits, for everything that is no number. */
function asNumber(value: JSONValue): number {
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value)
  return typeof value === 'number' ? value : Number.NaN
}
