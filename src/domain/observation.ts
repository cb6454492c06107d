import type { Outcome } from './outcome.ts'
import type { Quoted } from './top-up.ts'

/** One look at one probe's target: the smallest fact the project records. */
export interface Observation {
  readonly probeId: string
  /** Where we looked from; one place today, a quorum of places later. */
  readonly place: string
  /** When the look began, epoch ms UTC. */
  readonly at: number
  readonly outcome: Outcome
  /** From the first byte we wanted to send until the verdict; absent where nothing was measured (a heartbeat). */
  readonly latencyMs?: number
  /** From accepted order until the money stood in the wallet; only flows that poll an order know it. */
  readonly creditMs?: number
  readonly explanation?: Explanation
  /** What was answered to the question for fees and limits; only the newest of a probe is stored. */
  readonly quote?: Quoted
  /** What operators ought to hear of though the look went well: a certificate near its end. Not stored, but logged. */
  readonly warnings?: readonly string[]
  /** Our own network was down, so it could see nothing. Not stored: the stretch itself is, as a gap. */
  readonly blind?: true
  /** A failure of a probe that has never succeeded, taken for a fault of ours. Not stored: the failure is. */
  readonly unproven?: true
}

/**
 * Why the outcome is what it is, for operators only: inner hosts and messages never reach a public page.
 * Secrets are masked before this object is built.
 */
export interface Explanation {
  /** One line: what was expected and what was seen. */
  readonly summary: string
  readonly steps: readonly Step[]
}

export interface Step {
  readonly name: string
  readonly outcome: Outcome
  readonly latencyMs: number
  /** Where the time went, ms: `dns`, `connect`, `tls`, `firstByte`, `body`; only the phases that took place. */
  readonly phases?: Readonly<Partial<Record<Phase, number>>>
  /** What was sent, secrets masked: `POST https://…/topups`. */
  readonly sent?: string
  /** Each assertion with what it wanted and what it saw. */
  readonly assertions?: readonly Assertion[]
  /** What went wrong below the protocol: `ECONNRESET`, `certificate has expired`. */
  readonly error?: string
}

export type Phase = 'dns' | 'connect' | 'tls' | 'firstByte' | 'body'

export interface Assertion {
  readonly what: string
  readonly wanted: string
  readonly seen: string
  readonly held: boolean
}
