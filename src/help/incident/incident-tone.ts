import type { Impact, Phase } from '../../domain/incident.ts'
import { SEVERITY, type State } from '../../domain/state.ts'

interface Toned {
  readonly phase: Phase
  readonly impact: Impact
  readonly components: readonly { readonly worst: State }[]
}

/** The colour of an incident: how bad it is while it lasts, calmer once the service is back. */
export function toneOf({ phase, components, impact }: Toned): State {
  if (phase === 'resolved' || phase === 'postmortem') return 'operational'
  if (phase === 'monitoring' || phase === 'reconciling') return 'degraded'
  return worstOf(components) ?? (impact === 'critical' ? 'major_outage' : 'degraded')
}

/** The gravest state that an incident reached; undefined where nothing is known to be hit. */
function worstOf(components: Toned['components']): State | undefined {
  return components.toSorted((a, b) => SEVERITY[b.worst] - SEVERITY[a.worst])[0]?.worst
}
