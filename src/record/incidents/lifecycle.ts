/*
 * The life of an automatic incident, apart from being joined and opened again, which changes of state do:
 *
 *   draft ──its time has come──► published ──all well──► monitoring ──stable──► resolved
 *     │                              ▲                       │    └──and money touched──► reconciling ──a person──► resolved
 *     └──all well──► dropped         └───────ill again───────┘
 *
 * A draft that a person dropped stays open in silence until all is well, so that the same trouble is not drafted again.
 * A draft that readers' reports have brought about says what no probe has seen: it waits for a person, however well all
 * looks, and never has a time to publish itself. As long as it is the machine's alone, every promise of a next update is kept. What operators write themselves is
 * theirs to lead: an incident they opened is not touched here, and one they have written into stays in its phase until
 * a person moves it on, however well all looks, since they may know of what no probe sees. Only when the trouble was
 * seen to come back after their newest word, which opens it again, does the machine watch and end it as its own.
 */
import type { State } from '../../domain/state.ts'
import { hasOperatorsWords, isLedByPerson } from '../../domain/who-leads.ts'
import type { StoredIncident } from '../../store/incidents/incidents.ts'
import type { Publishing } from '../publishing.ts'

export type Step = 'publish' | 'drop' | 'forget' | 'monitor' | 'resolve' | 'reconcile' | 'remind'

/** A promised update is written this long before its time, so that it is out when the time has come. */
export const REMIND_AHEAD_MS = 30_000

export interface Present {
  readonly stateOf: (componentId: string) => State | undefined
  /** Since when everything in it has been as it is now, the time in which nobody saw it not counted. */
  readonly backAt: number
  readonly publishing: Pick<Publishing, 'resolveAfterMs'>
  readonly now: number
}

/** What is to be done with an open incident now; undefined when nothing is. */
export function nextStep(incident: StoredIncident, present: Present): Step | undefined {
  if (incident.origin === 'operator' || incident.resolvedAt !== undefined) return undefined
  const well = isWell(incident, present)
  // Made of what readers say while probes see all well; `record/reports/` takes it back once they are calm.
  const heard = incident.origin === 'reports'
  switch (incident.publication) {
    case 'dropped':
      return well || heard ? 'forget' : undefined
    case 'draft':
      if (well && !heard) return 'drop'
      return incident.publishAt !== undefined && incident.publishAt <= present.now ? 'publish' : undefined
    case 'published':
      return stepInPublic(incident, well, present) ?? reminder(incident, present)
    default:
      return incident.publication satisfies never
  }
}

function stepInPublic(
  incident: StoredIncident,
  well: boolean,
  { backAt, publishing, now }: Present,
): Step | undefined {
  const { phase, monitoringAt, money } = incident
  if (!well || phase === 'reconciling' || isLedByPerson(incident)) return undefined
  if (phase !== 'monitoring') return 'monitor'
  const stableSince = Math.max(monitoringAt ?? now, backAt)
  if (now - stableSince < publishing.resolveAfterMs) return undefined
  return money ? 'reconcile' : 'resolve'
}

function reminder(incident: StoredIncident, { now }: Present): Step | undefined {
  const { nextUpdateAt } = incident.answers
  const due = nextUpdateAt !== undefined && now >= nextUpdateAt - REMIND_AHEAD_MS
  return due && !hasOperatorsWords(incident) ? 'remind' : undefined
}

/** Well means seen to be well: neither unseen nor under maintenance. What is no longer configured stands in nobody's way. */
function isWell({ components }: StoredIncident, { stateOf }: Present): boolean {
  return components.every(({ componentId }) => {
    const state = stateOf(componentId)
    return state === undefined || state === 'operational'
  })
}
