import type { Observation } from '../../domain/observation.ts'

/**
 * What an observation says about our own network. `answered`: somebody out there spoke to us, be it to say 500.
 * `unanswered`: a look failed below the protocol. `nothing`: our own fault came first, or nobody was asked.
 */
export type Evidence = 'answered' | 'unanswered' | 'nothing'

/** Reads the evidence off the steps: an error of a step is by definition one below the protocol. */
export function evidenceOf({ outcome, explanation, latencyMs }: Observation): Evidence {
  // Heartbeats come to us; their silence and their sound tell of no connection that we made.
  if (outcome === 'probe_fault' || latencyMs === undefined) return 'nothing'
  if (outcome !== 'tech_fail') return 'answered'
  const steps = explanation?.steps ?? []
  const failed = steps.filter((step) => step.outcome === 'tech_fail')
  return failed.every(({ error }) => error !== undefined) ? 'unanswered' : 'answered'
}
