import type { HelpTopic } from '../domain/announcement.ts'
import { isImpaired, type State } from '../domain/state.ts'

/** What is known right now, as far as the outage walk needs it. */
export interface TriageFacts {
  /** States of the components the reader asks about; everything people come for when nothing was chosen. */
  readonly components: readonly { readonly id: string; readonly state: State }[]
  /** Unresolved incidents, gravest first. */
  readonly incidents: readonly { readonly id: string; readonly componentIds: readonly string[] }[]
  /** Announcements in force, newest first. */
  readonly announcements: readonly {
    readonly id: string
    readonly helpTopics: readonly HelpTopic[]
    readonly componentIds: readonly string[]
  }[]
  /** Whether the reader chose what they want to do; then only what concerns it counts. */
  readonly chosen: boolean
}

export interface Triage {
  /**
   * - `ours`: a fault of ours matches; nothing the reader does to the phone will help.
   * - `planned`: planned work matches.
   * - `unseen`: we looked and everything asked about works; the phone, network or account is worth checking.
   * - `blind`: we cannot see enough to say either.
   */
  readonly answer: 'ours' | 'planned' | 'unseen' | 'blind'
  readonly incidentIds: readonly string[]
  readonly announcementIds: readonly string[]
  readonly impairedIds: readonly string[]
  readonly restartHelps: boolean
}

/** "Is it me or you?", answered from live state: an incident that matches beats a green light. */
export function triageOutage(facts: TriageFacts): Triage {
  const asked = new Set(facts.components.map(({ id }) => id))
  const concerns = (componentIds: readonly string[]) =>
    !facts.chosen || componentIds.some((id) => asked.has(id))
  const incidentIds = facts.incidents.filter(({ componentIds }) => concerns(componentIds)).map(({ id }) => id)
  const announcementIds = facts.announcements
    .filter(({ helpTopics, componentIds }) => {
      const general = helpTopics.includes('outage') && (!facts.chosen || componentIds.length === 0)
      return general || (facts.chosen && componentIds.some((id) => asked.has(id)))
    })
    .map(({ id }) => id)
  const impairedIds = facts.components.filter(({ state }) => isImpaired(state)).map(({ id }) => id)
  const answer = answerOf(facts, impairedIds.length + incidentIds.length > 0)
  return {
    answer,
    incidentIds,
    announcementIds,
    impairedIds,
    restartHelps: answer === 'unseen' || answer === 'blind',
  }
}

function answerOf({ components }: TriageFacts, fault: boolean): Triage['answer'] {
  if (fault) return 'ours'
  if (components.some(({ state }) => state === 'maintenance')) return 'planned'
  // One thing that nobody has looked at lately is enough: "everything works" must have been seen.
  return components.length === 0 || components.some(({ state }) => state === 'unknown') ? 'blind' : 'unseen'
}
