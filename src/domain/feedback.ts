import type { LocalText } from './locale.ts'

/** How a wallet takes feedback and complaints, as configuration declares it. */
export interface Feedback {
  readonly categories: readonly FeedbackCategory[]
  /** How long the words of a closed ticket are kept; after that only numbers are left, ms. */
  readonly keepMs: number
  /** How long an answered ticket waits for its writer before it is closed, ms. */
  readonly closeAfterMs: number
  /** A number or handle that nobody has checked for so many days is said to be checked again. */
  readonly recheckAfterDays: number
  readonly regions: readonly Region[]
  /** From the nearest to the last. */
  readonly ladder: readonly ComplaintStep[]
  readonly handles: readonly SocialHandle[]
  /** All transactions of a year, which the disclosure sets its complaints against. */
  readonly transactions: readonly { readonly year: number; readonly count: number }[]
}

/** `transaction` is about money (charged twice, not arrived, stolen), `service` about everything else. */
export const FEEDBACK_KINDS = ['transaction', 'service'] as const

export type FeedbackKind = (typeof FEEDBACK_KINDS)[number]

interface FeedbackCategory {
  readonly id: string
  readonly kind: FeedbackKind
  readonly name: LocalText
  /** Within how many working days somebody answers. */
  readonly replyWithin: number
}

interface Region {
  readonly id: string
  readonly name: LocalText
}

/** Somebody to complain to. */
export interface ComplaintStep {
  readonly contactId: string
  /** What it handles, and when it comes in turn. */
  readonly handles: LocalText
  readonly bring: LocalText
  /** How long it usually takes. */
  readonly takes: LocalText
  /** Where it stands; everywhere if empty. */
  readonly regions: readonly string[]
  /** The contact whose step it replaces there. */
  readonly insteadOf?: string
}

interface SocialHandle {
  readonly platform: LocalText
  /** As it stands on the platform. */
  readonly handle: string
  readonly source: LocalText
  /** `YYYY-MM-DD`. */
  readonly checkedOn: string
}
