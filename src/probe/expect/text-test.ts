import { Type, type StaticDecode } from 'typebox'

import type { Assertion } from '../../domain/observation.ts'
import { finds, pattern } from './pattern.ts'

/** What a text must be like; every key given must hold. */
export function textTest(description: string) {
  return Type.Object(
    {
      equals: Type.Optional(Type.String({ description: 'The text is exactly this.' })),
      contains: Type.Optional(Type.String({ description: 'The text contains this.' })),
      lacks: Type.Optional(Type.String({ description: 'The text does not contain this.' })),
      matches: Type.Optional(
        pattern('A regular expression finds something in the first 16,384 characters of the text.'),
      ),
    },
    { additionalProperties: false, minProperties: 1, description },
  )
}

export type TextTest = StaticDecode<ReturnType<typeof textTest>>

/**
 * Tests a text, one assertion per key. What was seen is the whole text: the frame masks secrets first and shortens
 * afterwards, since a secret cut in two could no longer be found.
 */
export function testText(what: string, text: string | undefined, test: TextTest): Assertion[] {
  const seen = text ?? 'nothing'
  const assertions: Assertion[] = []
  const assert = (wanted: string, held: boolean): unknown => assertions.push({ what, wanted, seen, held })
  if (test.equals !== undefined) assert(test.equals, text === test.equals)
  if (test.contains !== undefined) assert(`contains ${test.contains}`, text?.includes(test.contains) === true)
  if (test.lacks !== undefined) assert(`lacks ${test.lacks}`, text?.includes(test.lacks) !== true)
  if (test.matches !== undefined) {
    assert(`matches /${test.matches.source}/`, text !== undefined && finds(test.matches, text))
  }
  return assertions
}
