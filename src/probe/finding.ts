import type { Step } from '../domain/observation.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { Quoted } from '../domain/top-up.ts'

/** What a look found, before the frame dates and masks it. */
export interface Finding {
  readonly outcome: Outcome
  readonly summary: string
  readonly steps: readonly Step[]
  /** What operators ought to hear of though it harms no reader yet, a line each. */
  readonly warnings?: readonly string[]
  /** Overrides the wall time of the whole look where that is not what a user waits for; null where nothing was measured. */
  readonly latencyMs?: number | null
  readonly creditMs?: number
  readonly quote?: Quoted
}

/** Ends a look from deep inside with all that is known, such as a token endpoint that is down for maintenance. */
export class LookEnded extends Error {
  override name = 'LookEnded' as const
  readonly finding: Finding

  constructor(finding: Finding) {
    super(finding.summary)
    this.finding = finding
  }
}
