import type { Reason } from '../../domain/change.ts'
import type { State } from '../../domain/state.ts'
import type { Effect } from './schema.ts'

/** A stretch, [fromAt, toAt), in which something was the matter with one component. */
export interface Spell {
  readonly componentId: string
  readonly fromAt: number
  readonly toAt: number
  readonly state: Exclude<State, 'operational' | 'unknown'>
  readonly reason: Reason
  /** What looks came back with; absent for planned work. */
  readonly showed?: Showed
}

export interface Showed {
  readonly sign: Effect['sign']
  /** Of the looks, 0 to 1. */
  readonly share: number
  /** How many times as slow the slow ones were. */
  readonly slower: number
}

/** The reason a judge would have given. `share` of the looks were bad, out of about `samples` in its window. */
export function reasonFor({ sign, share }: Showed, state: Spell['state'], samples: number): Reason {
  if (state === 'major_outage') return { code: 'consecutive_failures', sample: { consecutive: 5 } }
  if (sign === 'pending') return { code: 'consecutive_pending', sample: { consecutive: 3 } }
  if (sign === 'slow' && share >= 0.5) return { code: 'consecutive_slow', sample: { consecutive: 3 } }
  const successRate = Math.round((1 - share) * 1_000) / 1_000
  return { code: 'success_rate', sample: { successRate, samples } }
}
