import type { Locale } from './locale.ts'

/** What is gone: the telephone, the wallet itself (somebody else uses it, or knows its password), a linked card. */
export const LOST_THINGS = ['phone', 'wallet', 'card'] as const

export type LostThing = (typeof LOST_THINGS)[number]

/**
 * received ──an operator opened it──► seen ──something was done──► acted ──nothing is left to do──► closed; a closed one
 * goes back to acted when an operator does more.
 */
export type LossState = 'received' | 'seen' | 'acted' | 'closed'

/** What a person tells us of a loss: to be told to operators at once, and no freeze. */
export interface LossReport {
  readonly locale: Locale
  readonly lost: readonly LostThing[]
  /** When they noticed, epoch ms; absent where they did not say. */
  readonly noticedAt?: number
  /** The last four characters of the account or the card; there is no field for more. */
  readonly accountHint?: string
  /** How to reach them, where they said; secrets hidden. */
  readonly contact?: string
  /** In their own words; secrets hidden. */
  readonly words?: string
}

/** A report as it was taken down. */
export interface LossNotice extends LossReport {
  /** What people quote; no secret. */
  readonly ref: string
  readonly receivedAt: number
  /** SHA-256 of all of the above, hex: what the person was given stands as it was (src/record/losses/digest-of-notice.ts). */
  readonly digest: string
  readonly state: LossState
  /** What happened since, oldest first. */
  readonly steps: readonly LossStep[]
}

export interface LossStep {
  readonly at: number
  readonly state: LossState
  /** An operator's words to the person, in whichever language they wrote. */
  readonly words?: string
}
