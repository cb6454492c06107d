import type { StaticDecode, TSchema } from 'typebox'

import type { Credentials } from './auth/credentials.ts'
import type { Finding } from './finding.ts'

/**
 * A way of looking at a target: the options a configuration may give it, and the function that looks. The frame
 * (run-probe.ts) owns deadline, timing and masking of secrets, so a kind is its protocol and nothing else.
 */
export interface ProbeKind<Options extends TSchema> {
  /** Options beside the ones every probe has; strict, with a description per key. */
  readonly options: Options
  /**
   * Looks once. May throw: what it throws becomes a `tech_fail` with the error's message, unless it is a
   * ProbeFault, which says that the mistake is ours, or a LookEnded, which knows better.
   */
  look(options: StaticDecode<Options>, context: LookContext): Promise<Finding>
  /**
   * How long a look may go on after its deadline to leave the target as it found it, ms; none unless said. The frame
   * waits that long for the finding, and only then speaks for the look itself.
   */
  tidyMs?(options: StaticDecode<Options>): number
}

export interface LookContext {
  readonly probeId: string
  /** Aborts at the probe's deadline. */
  readonly signal: AbortSignal
  /** When this look began, epoch ms; deterministic order numbers are made from it. */
  readonly startedAt: number
  readonly clock: () => number
  /** Since when this process has been looking, and able to hear heartbeats, epoch ms. */
  readonly runningSince: number
  /** When this probe's heartbeat last arrived and whether the job said it went well; undefined before the first. */
  readonly lastBeat: () => Promise<{ readonly at: number; readonly ok: boolean } | undefined>
  /** Tokens and certificate files, kept between looks and shared by probes. */
  readonly credentials: Credentials
  /** Names a secret that this look came by, such as a token or a signature, so that the frame masks it too. */
  readonly hide: (secret: string) => void
}
