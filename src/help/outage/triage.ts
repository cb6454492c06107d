import type { HelpTopic } from '../../domain/announcement.ts'
import type { Component } from '../../domain/component.ts'
import { hitsOnlyBanks } from '../../domain/hits-only-banks.ts'
import { isImpaired, SEVERITY, type State } from '../../domain/state.ts'
import type { SymptomCause } from '../../domain/symptom.ts'
import { answerOf, helpsToRestart, type Answer, type Seen } from './whose-trouble.ts'

/** What is known right now, as far as the outage walk needs it. */
export interface TriageFacts {
  /** What the reader asks about; everything people come for when nothing was chosen. */
  readonly components: readonly AskedComponent[]
  /** Share of a channel's banks, 0 to 1, that fail together where the trouble is not theirs. */
  readonly upstreamShare: number
  /** Unresolved incidents, gravest first. */
  readonly incidents: readonly {
    readonly id: string
    readonly componentIds: readonly string[]
    /** What of it fails now; absent where all of it counts as hit. */
    readonly failingIds?: readonly string[]
    /** Whether the service can be used again, though the incident is still watched or money is being matched. */
    readonly back?: boolean
  }[]
  /** Announcements in force, newest first. */
  readonly announcements: readonly {
    readonly id: string
    readonly helpTopics: readonly HelpTopic[]
    readonly componentIds: readonly string[]
  }[]
  /** Whether the reader chose something; then only what concerns it counts. */
  readonly chosen: boolean
  /** What the symptom says by itself; absent where none was chosen. */
  readonly cause?: SymptomCause
  /** Whether more people than usual say right now that what was asked about fails. */
  readonly reportsAboveUsual?: boolean
}

export interface AskedComponent {
  readonly id: string
  readonly kind: Component['kind']
  /** Of a bank: its channel. */
  readonly parentId?: string
  readonly state: State
  /** Whether it does what the reader wanted to do: when all that do are hit, it cannot be done. */
  readonly serves?: boolean
  /** Whether the symptom can come from it: when it is hit, that explains the symptom. */
  readonly explains?: boolean
}

export interface Triage {
  readonly answer: Answer
  /** Gravest first. */
  readonly incidentIds: readonly string[]
  /** Unresolved and about something else. */
  readonly elsewhereIds: readonly string[]
  readonly announcementIds: readonly string[]
  /** Gravest first. */
  readonly impairedIds: readonly string[]
  /** In maintenance now. */
  readonly plannedIds: readonly string[]
  readonly restartHelps: boolean
  /** Whether the steps for the reader's own network and phone belong on the page. */
  readonly checkYourself: boolean
  /** Whether everything asked about was looked at; otherwise no answer may claim that all is well. */
  readonly seesAll: boolean
}

/** "Is it me or you?", answered from live state: an incident that matches beats a green light, and beats the symptom. */
export function triageOutage(facts: TriageFacts): Triage {
  const asked = new Set(facts.components.map(({ id }) => id))
  const concerns = (componentIds: readonly string[]) =>
    !facts.chosen || componentIds.some((id) => asked.has(id))
  const matching = facts.incidents.filter(({ componentIds }) => concerns(componentIds))
  const impairedIds = idsIn(facts, isImpaired)
  const lasting = matching.filter(({ back }) => back !== true)
  const matches = lasting.length > 0
  const hitIds = [
    ...impairedIds,
    ...lasting.flatMap(({ componentIds, failingIds }) => failingIds ?? componentIds),
  ]
  // An incident that names no component any more is one all the same.
  const found = hitIds.length === 0 && matches ? 'partly' : seenOf(facts, hitIds)
  const seen = found === 'unseen' && matching.length > 0 ? 'back' : found
  const answer = answerOf(seen, facts)
  return {
    answer,
    incidentIds: matching.map(({ id }) => id),
    elsewhereIds: facts.incidents.filter((one) => !matching.includes(one)).map(({ id }) => id),
    announcementIds: announcementsFor(facts, asked),
    impairedIds,
    plannedIds: idsIn(facts, (state) => state === 'maintenance'),
    restartHelps: !matches && helpsToRestart(answer, facts.cause),
    checkYourself: !matches && seen !== 'ours' && seen !== 'bank' && seen !== 'planned',
    seesAll: !cannotSee(facts),
  }
}

function idsIn({ components }: TriageFacts, is: (state: State) => boolean): string[] {
  const found = components.filter(({ state }) => is(state))
  return found.toSorted((a, b) => SEVERITY[b.state] - SEVERITY[a.state]).map(({ id }) => id)
}

/** What is meant for every outage, and what is about something that was chosen. */
function announcementsFor({ announcements, chosen }: TriageFacts, asked: ReadonlySet<string>): string[] {
  return announcements
    .filter(({ helpTopics, componentIds }) => {
      const general = helpTopics.includes('outage') && (!chosen || componentIds.length === 0)
      return general || (chosen && componentIds.some((id) => asked.has(id)))
    })
    .map(({ id }) => id)
}

function seenOf(facts: TriageFacts, hitIds: readonly string[]): Seen {
  const { components } = facts
  if (hitIds.length > 0) {
    const stateOf = new Map(components.map(({ id, state }) => [id, state]))
    const hits = hitIds.map((id) => ({ componentId: id, worst: stateOf.get(id) ?? 'unknown' }))
    if (hitsOnlyBanks(hits, facts)) return 'bank'
    return isAll(facts, (id) => hitIds.includes(id)) ? 'ours' : 'partly'
  }
  const working = components.filter(({ state }) => state === 'maintenance').map(({ id }) => id)
  if (working.length > 0) return isAll(facts, (id) => working.includes(id)) ? 'planned' : 'planned_partly'
  return cannotSee(facts) ? 'blind' : 'unseen'
}

/** One thing that nobody has looked at lately is enough: "everything works" must have been seen. */
function cannotSee({ components }: TriageFacts): boolean {
  return components.length === 0 || components.some(({ state }) => state === 'unknown')
}

/** Whether what was wanted cannot be done at all, or what the symptom comes from is hit. */
function isAll({ components, cause }: TriageFacts, isHit: (id: string) => boolean): boolean {
  const serving = components.filter(({ serves }) => serves === true)
  // A phone without network says so whatever of ours is out as well.
  const tells = cause !== 'network' && cause !== 'app'
  const explained =
    tells && components.some((one) => one.explains === true && one.kind !== 'bank' && isHit(one.id))
  return explained || (serving.length > 0 && serving.every(({ id }) => isHit(id)))
}
