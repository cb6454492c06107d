import { hideTypedSecrets, type SecretKind } from '../../help/typed-secrets/hide-typed-secrets.ts'
import { plainTyped } from '../../lib/typed-text.ts'

/** Characters of a message, as its writer counts them. */
export const LONGEST_MESSAGE = 2_000
export const LONGEST_CONTACT = 100

/** How a secret's place is marked in the writer's language. */
export type Mark = (kind: SecretKind) => string

/** What was written as it may be stored, and what of it was hidden; or what is wrong with it. */
export type ReadWords =
  | { readonly ok: true; readonly text: string; readonly hidden: readonly SecretKind[] }
  | { readonly ok: false; readonly problem: 'message_missing' | 'message_long' }

/** Reads free text: secrets hidden, what nobody sees gone, bounded. */
export function readWords(typed: string, mark: Mark): ReadWords {
  const plain = plainTyped(typed)
  if (plain === '') return { ok: false, problem: 'message_missing' }
  if (Array.from(plain).length > LONGEST_MESSAGE) return { ok: false, problem: 'message_long' }
  const { text, found } = hideTypedSecrets(plain, { mark })
  return { ok: true, text, hidden: found }
}
