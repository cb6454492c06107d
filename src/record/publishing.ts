import type { GroupingRules } from '../judge/grouping.ts'

/** How automatic incidents come before the public and leave it again. Configuration declares it. */
export interface Publishing extends GroupingRules {
  /** At once; after `afterMs` unless an operator objects; or only when an operator does it. */
  readonly policy: 'at_once' | 'after' | 'by_hand'
  readonly afterMs: number
  /** How long everything must have been seen well without a break before an incident ends, ms. */
  readonly resolveAfterMs: number
}
