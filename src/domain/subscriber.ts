import type { Locale } from './locale.ts'
import type { TransportKind } from './transport.ts'

/**
 * What somebody wants to hear of. `component` is a function, a top-up channel or one bank; a whole includes its parts.
 * `maintenance` and `announcements` mean nothing else, `incident` one incident and nothing after it.
 */
export const TOPIC_KINDS = [
  'everything',
  'group',
  'component',
  'maintenance',
  'announcements',
  'incident',
] as const

/** `operators` is none that anybody can ask for: what operators are told, by its kind. */
export type TopicKind = (typeof TOPIC_KINDS)[number] | 'operators'

export interface Topic {
  readonly kind: TopicKind
  /** Of the group, component or incident, or what operators are told; empty for the other kinds. */
  readonly id: string
}

/**
 * Each update, or only the turns: it begins (or comes back, or what is followed joins it), only money is still being
 * matched, it is over.
 */
export const DETAILS = ['every_update', 'start_and_end'] as const

export type Detail = (typeof DETAILS)[number]

/** Minutes after midnight in the page's zone; `from` later than `to` runs over midnight. */
export interface QuietHours {
  readonly from: number
  readonly to: number
}

/**
 * Why we stopped writing to somebody who never asked us to: the address leads nowhere any more, or it does and we are
 * turned away there (a bot that was blocked, a robot that was stopped or demands what we do not know). `themselves` is a
 * person's own pause.
 */
export const PAUSE_REASONS = ['gone', 'blocked', 'themselves'] as const

export type PauseReason = (typeof PAUSE_REASONS)[number]

/** Where notices go, as the transport reads it. */
export interface Recipient {
  readonly transport: TransportKind
  /** A mail address, a URL, a number, a chat: what makes this recipient another one than the next. */
  readonly address: string
  /** What else the transport needs: the secret of a robot, the keys of a browser. Never shown whole. */
  readonly settings: Readonly<Record<string, string>>
}

/** All that is held about somebody who wants notices. */
export interface Subscriber extends Recipient {
  /** Grows with every subscriber: what a fan-out walks by. */
  readonly num: number
  readonly id: string
  readonly locale: Locale
  readonly topics: readonly Topic[]
  readonly detail: Detail
  /** "Tell me once when it works again, then forget me." */
  readonly once: boolean
  /** Security notices come all the same. */
  readonly quiet?: QuietHours
  /** `pending` until the address has said yes. */
  readonly status: 'pending' | 'active' | 'paused'
  readonly pausedBecause?: PauseReason
  readonly createdAt: number
  readonly confirmedAt?: number
  /** The version of the text that was agreed to, and when. */
  readonly consent?: { readonly text: string; readonly at: number }
}
