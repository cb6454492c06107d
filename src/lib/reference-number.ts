import { randomInt } from 'node:crypto'

/**
 * Letters and digits that are told apart when written by hand and read aloud: without 0, 1, I, L, O, S and U. Their number is prime,
 * so that the check character finds every single mistake and every exchange of two.
 */
const ALPHABET = '23456789ABCDEFGHJKMNPQRTVWXYZ'
const RANDOM_LENGTH = 4
/** Numbers drawn before giving up: with hundreds of thousands in a year one in two is taken. */
const DRAWS = 40

/** Loss notices were numbered like this before they had a year and a check character; those are still read. */
const OLD_LOSS = /^L[3-79A-Z]{8}$/

/** What a number stands for: feedback, or the notice of a loss. */
export type ReferenceMark = 'F' | 'L'

/** A new reference number of a year, such as `F-2026-7K3M9`; the last character checks all others. */
export function newReference(mark: ReferenceMark, year: number): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${mark}-${year}-${random}${checkCharacter(`${year}${random}`)}`
}

/** Draws numbers until `insert`, which answers undefined for one that is taken, has found a free one. */
export async function underFreeReference<Inserted>(
  { mark, year }: { readonly mark: ReferenceMark; readonly year: number },
  insert: (ref: string) => Promise<Inserted | undefined>,
): Promise<Inserted> {
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const inserted = await insert(newReference(mark, year))
    if (inserted !== undefined) return inserted
  }
  throw new Error('No free reference number was found.')
}

/**
 * A reference number as it is stored, however it was typed: small letters, wide letters, blanks or no hyphens. Undefined where it
 * cannot be one of this mark, as after a slip of the pen.
 */
export function readReference(mark: ReferenceMark, typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
  if (mark === 'L' && OLD_LOSS.test(plain)) return plain
  const [, found, year, random, check] = /^([FL])(\d{4})([2-9A-Z]{4})([2-9A-Z])$/.exec(plain) ?? []
  if (found !== mark) return undefined
  if (year === undefined || random === undefined || check === undefined) return undefined
  if (Array.from(random).some((character) => !ALPHABET.includes(character))) return undefined
  return check === checkCharacter(year + random) ? `${mark}-${year}-${random}${check}` : undefined
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
