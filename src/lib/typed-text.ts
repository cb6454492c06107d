/**
 * What a person typed, as it may be stored and shown to others: lines end in one way, and nothing is in it that nobody sees.
 * Controls steer the terminals that operators read it on, and those of direction turn the order of what stands around.
 */
export function plainTyped(typed: string): string {
  return typed
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\t\n]|\p{Bidi_Control}/gu, '')
    .trim()
}
