import { plainTyped } from '../../lib/typed-text.ts'
import { LONGEST_CONTACT } from './read-words.ts'

/** A mail address or a telephone number; undefined where none was left, `false` where it is neither. */
export function readContact(typed: string): string | false | undefined {
  const plain = plainTyped(typed.normalize('NFKC'))
  if (plain === '') return undefined
  if (plain.length > LONGEST_CONTACT) return false
  if (/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(plain)) return plain
  const digits = plain.replaceAll(/[\s()-]/g, '')
  // Longer ones are bank cards.
  return /^\+?\d{5,15}$/.test(digits) ? digits : false
}
