import { randomInt } from 'node:crypto'

/**
 * Letters and digits that are told apart when written by hand and read aloud: without 0, 1, I, L, O, S and U. Their number is prime,
 * so that the check character finds every single mistake and every exchange of two.
 */
const ALPHABET = '23456789ABCDEFGHJKMNPQRTVWXYZ'
const RANDOM_LENGTH = 4

/** A new reference number of a year, such as `F-2026-7K3M9`; the last character checks all others. */
export function newReference(year: number): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `F-${year}-${random}${checkCharacter(`${year}${random}`)}`
}

/**
 * A reference number as it is stored, however it was typed: small letters, wide letters, blanks or no hyphens. Undefined where it
 * cannot be one, as after a slip of the pen.
 */
export function readReference(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
  const [, year, random, check] = /^F(\d{4})([2-9A-Z]{4})([2-9A-Z])$/.exec(plain) ?? []
  if (year === undefined || random === undefined || check === undefined) return undefined
  if (Array.from(random).some((character) => !ALPHABET.includes(character))) return undefined
  return check === checkCharacter(year + random) ? `F-${year}-${random}${check}` : undefined
}

/** Every place has a weight of its own, so that an exchange of two places changes the sum as well. */
function checkCharacter(characters: string): string {
  const sum = Array.from(characters).reduce(
    (total, character, index) => total + (index + 2) * valueOf(character, index),
    0,
  )
  return ALPHABET[(ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length] ?? ''
}

/** Digits of the year count as themselves: 0 and 1 are not in the alphabet. */
function valueOf(character: string, index: number): number {
  return index < 4 ? Number(character) : ALPHABET.indexOf(character)
}
