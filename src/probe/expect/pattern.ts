import { Type } from 'typebox'

/** A regular expression in configuration, Unicode mode; decoded to a RegExp. */
export function pattern(description: string) {
  return Type.Codec(
    Type.Refine(Type.String({ description }), isPattern, () => 'must be a regular expression'),
  )
    .Decode((text) => new RegExp(text, 'u'))
    .Encode((expression) => expression.source)
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== ''
  } catch {
    return false
  }
}
