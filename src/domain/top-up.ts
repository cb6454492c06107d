import type { LocalText } from './locale.ts'
import type { Fen } from './money.ts'

/** Kinds of account by how well their owner is known; the payment rules tie what a balance may be used for to them. */
export const ACCOUNT_CLASSES = [1, 2, 3] as const

export type AccountClass = (typeof ACCOUNT_CLASSES)[number]

/** What one may top up, at least and at most; what is absent is not limited, or not known to be. */
export interface TopUpLimits {
  readonly min?: Fen
  readonly perTransaction?: Fen
  readonly perDay?: Fen
  readonly perMonth?: Fen
  readonly perYear?: Fen
  readonly lifetime?: Fen
}

/** Nothing is charged up to `freeUpTo`; above it `fixed`, and a share of what is above it. */
export interface FeeRule {
  readonly fixed: Fen
  /** Millionths: 1,000 is 0.1 %. */
  readonly percent: number
  readonly freeUpTo: Fen
  readonly atLeast?: Fen
  readonly atMost?: Fen
}

/** Who says so, and when somebody last looked. Days are `YYYY-MM-DD` in the page's zone, `validUntil` included. */
interface Sourced {
  readonly validFrom: string
  readonly validUntil?: string
  readonly source: LocalText
  readonly checkedOn: string
}

/** The terms of a way to top up, by channel. Narrower rows, of one bank or one class, say only what differs. */
export interface TopUpTerms extends Sourced {
  readonly channelId: string
  /** A bank within the channel. */
  readonly bankId?: string
  readonly accountClass?: AccountClass
  /** False is a decision, not an outage. */
  readonly offered: boolean
  /** Why it is not offered. */
  readonly reason?: LocalText
  readonly limits: TopUpLimits
  readonly fee?: FeeRule
  /** How soon the money arrives as promised, ms. */
  readonly arrivesWithin?: number
  /** What was charged and did not arrive is back within so many working days. */
  readonly refundWithin?: number
}

/** A way that people look for and that this wallet has decided against. No component: nothing of it can be down. */
export interface NotOffered extends Sourced {
  readonly id: string
  readonly name: LocalText
  readonly reason: LocalText
}

/** What the payment rules let an account of a class pay from its balance. */
export interface ClassRule extends Sourced {
  readonly accountClass: AccountClass
  readonly perYear?: Fen
  readonly lifetime?: Fen
}

/** What else people call a bank. */
interface BankNames {
  readonly bankId: string
  readonly names: readonly string[]
}

export interface TopUp {
  readonly terms: readonly TopUpTerms[]
  readonly notOffered: readonly NotOffered[]
  readonly classes: readonly ClassRule[]
  readonly bankNames: readonly BankNames[]
}

/** What a channel or bank itself answered when a probe asked it for its terms. */
export interface Quoted {
  readonly available?: boolean
  readonly fee?: Fen
  readonly min?: Fen
  readonly perTransaction?: Fen
  readonly perDay?: Fen
}

/** The same, with when it was asked, epoch ms. */
export interface Quote extends Quoted {
  readonly at: number
}
