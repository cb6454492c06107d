import type { Task } from './component.ts'
import type { LocalText } from './locale.ts'

/**
 * Whose trouble a symptom is, as far as it tells by itself: ours, the reader's own network, app, sign-in, limit or balance, too
 * many tries in a row, a way that is not offered at all, their bank's, a restriction put on the account (which is no outage), or
 * money that was charged and has not arrived.
 */
export const SYMPTOM_CAUSES = [
  'ours',
  'network',
  'app',
  'sign_in',
  'limit',
  'balance',
  'too_often',
  'not_offered',
  'bank',
  'restricted',
  'charged',
] as const

export type SymptomCause = (typeof SYMPTOM_CAUSES)[number]

/** What somebody sees when something fails, and what it means. */
export interface Symptom {
  readonly id: string
  /** In the reader's words: `Charged, but it has not arrived`. */
  readonly seen: LocalText
  /** Codes that the app shows with it; `ERR-NET-*` is all that begin so. */
  readonly codes: readonly string[]
  /** Parts of messages by which typed words are recognised, in any language. */
  readonly phrases: readonly string[]
  /** What one may have been doing; empty means anything. */
  readonly tasks: readonly Task[]
  /** What of the wallet it can come from when that is impaired; empty means anything that its tasks need. */
  readonly componentIds: readonly string[]
  readonly cause: SymptomCause
  readonly meaning: LocalText
  /** What to do, in this order. */
  readonly advice: readonly LocalText[]
  /** Whom to turn to with it. */
  readonly contactIds: readonly string[]
  /** Working days within which money that was charged is credited or returned. */
  readonly refundWithin?: number
}
