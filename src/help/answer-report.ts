import { isImpaired, type State } from '../domain/state.ts'

/** What is known of a component right now, as far as somebody who reports it should hear of it. */
export interface ReportFacts {
  readonly state: State
  /** Of the channel that it is a bank of. */
  readonly wholeState?: State
  /** About it or its kin and not resolved, gravest first; `back` where the service can be used again. */
  readonly incidents: readonly { readonly id: string; readonly back: boolean }[]
  /** Whether more people than usual report it. */
  readonly heard: boolean
}

export interface ReportAnswer {
  /**
   * - `known`: an incident speaks of it.
   * - `seen`: we see it fail, and have not written about it yet.
   * - `planned`: it is under maintenance.
   * - `heard`: we see it work, and more people than usual say otherwise.
   * - `back`: it works again and is being watched.
   * - `blind`: nobody has looked lately.
   * - `well`: we see it work.
   */
  readonly kind: 'known' | 'seen' | 'planned' | 'heard' | 'back' | 'blind' | 'well'
  readonly incidentIds: readonly string[]
}

/** What to tell somebody who says "me too", from the live state: an incident that matches beats a green light. */
export function answerReport({ state, wholeState, incidents, heard }: ReportFacts): ReportAnswer {
  const open = incidents.filter(({ back }) => !back).map(({ id }) => id)
  if (open.length > 0) return { kind: 'known', incidentIds: open }
  const watched = incidents.map(({ id }) => id)
  if (isImpaired(state) || wholeState === 'major_outage') return { kind: 'seen', incidentIds: watched }
  if (state === 'maintenance' || wholeState === 'maintenance') return { kind: 'planned', incidentIds: [] }
  if (heard) return { kind: 'heard', incidentIds: watched }
  if (watched.length > 0) return { kind: 'back', incidentIds: watched }
  return { kind: state === 'unknown' ? 'blind' : 'well', incidentIds: [] }
}
