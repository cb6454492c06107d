import type { Clock } from '../lib/clock.ts'
import type { Callbacks } from './topup/callbacks.ts'
import type { FaultBook } from './faults/faults.ts'
import type { Latest } from './latest.ts'
import type { Mail } from './mailbox/mail.ts'
import type { Received } from './room/received.ts'
import type { OrderBook } from './topup/orders.ts'
import type { Tokens } from './tokens.ts'

/** What the pretend wallet's routes work with. */
export interface SandboxDeps {
  readonly clock: Clock
  /** 0 ≤ random() < 1. */
  readonly random: () => number
  readonly faults: FaultBook
  readonly orders: OrderBook
  readonly tokens: Tokens
  readonly callbacks: Callbacks
  /** What the pretend mailbox took. */
  readonly mails: Latest<Mail>
  /** What the pretend receiver of webhooks took. */
  readonly received: Latest<Received>
  /** From an order's creation to its credit. */
  readonly credit: UsualTime
  /** From a request to its answer, beside what faults add. */
  readonly answer: UsualTime
  /** Aborts when the sandbox stops. */
  readonly stopping: AbortSignal
  /** Resolves once the neighbour has followed the latest change of faults. */
  readonly neighbourSettled: () => Promise<void>
}

/** How long something usually takes, ms: evenly spread around the mean. */
export interface UsualTime {
  readonly meanMs: number
  readonly spreadMs: number
}
