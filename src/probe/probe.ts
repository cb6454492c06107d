import type { StaticDecode, TSchema } from 'typebox'

import type { Step } from '../domain/observation.ts'
import type { Outcome } from '../domain/outcome.ts'

/**
 * A way of looking at a target: the options a configuration may give it, and the function that looks. The frame
 * (run-probe.ts) owns deadline, timing and masking of secrets, so a kind is its protocol and nothing else.
 */
export interface ProbeKind<Options extends TSchema> {
  /** Options beside the ones every probe has; strict, with a description per key. */
  readonly options: Options
  /**
   * Looks once. May throw: what it throws becomes a `tech_fail` with the error's message, unless it is a
   * ProbeFault, which says that the mistake is ours.
   */
  look(options: StaticDecode<Options>, context: LookContext): Promise<Finding>
}

export interface LookContext {
  readonly probeId: string
  /** Aborts at the probe's deadline. */
  readonly signal: AbortSignal
  /** When this look began, epoch ms; deterministic order numbers are made from it. */
  readonly startedAt: number
  readonly clock: () => number
  /** When this probe's heartbeat last arrived and whether the job said it went well; undefined before the first. */
  readonly lastBeat: () => Promise<{ readonly at: number; readonly ok: boolean } | undefined>
}

/** What a look found, before the frame dates and masks it. */
export interface Finding {
  readonly outcome: Outcome
  readonly summary: string
  readonly steps: readonly Step[]
  /** Overrides the wall time of the whole look where that is not what a user waits for. */
  readonly latencyMs?: number
  readonly creditMs?: number
}

/** Our own mistake: a certificate that ran out, a script that does not fit; never the target's fault. */
export class ProbeFault extends Error {
  override name = 'ProbeFault' as const
}
