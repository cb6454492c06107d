import type { TransportKind } from './transport.ts'

/**
 * One notice on its way to one subscriber:
 *
 *   waiting ──claimed under a lease──► sending ──taken──► sent
 *      ▲  │                               │ └──never will be, or not within a day──► dead ──replayed──► waiting
 *      │  └──newer word of the same──► superseded, ──wanted no more──► needless
 *      └────────not now, later────────────┘
 *
 * A lease that runs out (the process died) makes it waiting again, with the same key: at least once, and exactly once
 * for receivers that honour the key.
 */
export const DELIVERY_STATUSES = ['waiting', 'sending', 'sent', 'superseded', 'needless', 'dead'] as const

export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

export interface Delivery {
  readonly num: number
  readonly noticeNum: number
  readonly subscriberNum: number
  readonly transport: TransportKind
  readonly status: DeliveryStatus
  /** Not to be tried before. */
  readonly dueAt: number
  /** Tries that failed so far. */
  readonly attempts: number
  /**
   * What makes it the same message at every try, together with the subscriber: the notice's id, or that of a digest
   * whose deliveries share it. Absent before the first claim.
   */
  readonly letter?: string
  /** When it was to go out first: quiet hours and limits over, or when it was replayed. A day from here it is given up. */
  readonly createdAt: number
}
