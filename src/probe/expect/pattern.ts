import safeRegex from 'safe-regex2'
import { Type } from 'typebox'

/**
 * A regular expression in configuration, Unicode mode; decoded to a RegExp. One whose repetitions nest, such as
 * (a+)+, is refused: an answer made for it would hold up the only thread for as long as it likes.
 */
export function pattern(description: string) {
  return Type.Codec(
    Type.Refine(
      Type.String({ description }),
      isPattern,
      () => 'must be a regular expression without nested repetitions',
    ),
  )
    .Decode((text) => new RegExp(text, 'u'))
    .Encode((expression) => expression.source)
}

function isPattern(text: string): boolean {
  try {
    return safeRegex(new RegExp(text, 'u'))
  } catch {
    return false
  }
}

/** Even a harmless pattern may take the square of a text's length, and texts come from others. */
const SEARCHED_CHARACTERS = 16 * 1024

/** Whether the expression finds something in the first 16,384 characters of the text. */
export function finds(expression: RegExp, text: string): boolean {
  return expression.test(text.slice(0, SEARCHED_CHARACTERS))
}
