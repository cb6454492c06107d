import type { State } from './state.ts'

/**
 * Component X went from A to B at T, because R. The only source for the page's history, uptime, feeds and notices.
 * `at` is backdated to the first observation that showed it; `recordedAt` is when we were sure.
 */
export interface Change {
  readonly id: number
  readonly componentId: string
  readonly from: State
  readonly to: State
  readonly at: number
  readonly recordedAt: number
  readonly reason: Reason
}

/**
 * Why a state was given. A code rather than a sentence, so that every language can say it and tests can name it.
 * `sample` gives the figures behind it.
 */
export interface Reason {
  readonly code: ReasonCode
  /** The component whose state decided, where that is another one: the bank behind its channel, the dependency. */
  readonly componentId?: string
  /** The figures the decision rested on, such as `{ consecutive: 5 }` or `{ successRate: 0.78, samples: 23 }`. */
  readonly sample?: Readonly<Record<string, number>>
}

export const REASON_CODES = [
  'first_look',
  'consecutive_failures',
  'consecutive_slow',
  'consecutive_pending',
  'success_rate',
  'recovered',
  'flapping',
  'part_impaired',
  'all_parts_down',
  'their_maintenance',
  'maintenance_started',
  'maintenance_ended',
  'stale',
  'no_verdict',
  'monitor_stopped',
  'own_network_down',
  'unproven',
  'operator',
  /** There was a reason, and it cannot be read any more. */
  'unrecorded',
] as const

export type ReasonCode = (typeof REASON_CODES)[number]
