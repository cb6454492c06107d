/*
 * A probe that has never succeeded may look at a wrong address or expect what was never there: what it finds says more
 * about its configuration than about the wallet. Until its first ok or slow look ever, from any place, its failures
 * count as faults of ours: told to operators once, unknown and never red. A first success proves it for good.
 */
import type { Observation } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'

export function proves(outcome: Outcome): boolean {
  return outcome === 'ok' || outcome === 'slow'
}

/** A look as it may be judged: a failure of a probe that has not proven itself is a fault of ours. */
export function asJudged(observation: Observation, proven: boolean): Observation {
  const { outcome } = observation
  const failed = outcome === 'tech_fail' || outcome === 'pending'
  return proven || !failed ? observation : { ...observation, outcome: 'probe_fault', unproven: true }
}
