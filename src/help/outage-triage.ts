import type { HelpTopic } from '../domain/announcement.ts'
import type { Component } from '../domain/component.ts'
import { isImpaired, type State } from '../domain/state.ts'
import type { SymptomCause } from '../domain/symptom.ts'

/** What is known right now, as far as the outage walk needs it. */
export interface TriageFacts {
  /** States of the components the reader asks about; everything people come for when nothing was chosen. */
  readonly components: readonly {
    readonly id: string
    readonly kind: Component['kind']
    readonly state: State
  }[]
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
  /** What the symptom says by itself; absent where none was chosen. */
  readonly cause?: SymptomCause
}

export interface Triage {
  /**
   * From what we see, whatever the symptom says:
   * - `ours`: a fault of ours matches; nothing the reader does to the phone will help.
   * - `bank`: only banks are hit; others work.
   * - `planned`: planned work matches.
   *
   * Nothing of that, and the symptom speaks:
   * - `yours`: the network, the app, signing in, a limit or the balance.
   * - `their_bank`: the reader's bank said no, and we see none down.
   * - `restricted`: a restriction on the account, which is no outage.
   * - `charged`: money is on its way.
   * - `unconfirmed`: such a message comes from us, and we see no fault.
   *
   * Neither:
   * - `unseen`: we looked and everything asked about works; the phone, network or account is worth checking.
   * - `blind`: we cannot see enough to say either.
   */
  readonly answer: Answer
  readonly incidentIds: readonly string[]
  readonly announcementIds: readonly string[]
  readonly impairedIds: readonly string[]
  readonly restartHelps: boolean
  /** Whether the steps for the reader's own network and phone belong on the page. */
  readonly checkYourself: boolean
}

type Seen = 'ours' | 'bank' | 'planned' | 'unseen' | 'blind'
type Answer = Seen | 'yours' | 'their_bank' | 'restricted' | 'charged' | 'unconfirmed'

/** "Is it me or you?", answered from live state: an incident that matches beats a green light, and beats the symptom. */
export function triageOutage(facts: TriageFacts): Triage {
  const asked = new Set(facts.components.map(({ id }) => id))
  const concerns = (componentIds: readonly string[]) =>
    !facts.chosen || componentIds.some((id) => asked.has(id))
  const incidents = facts.incidents.filter(({ componentIds }) => concerns(componentIds))
  const announcementIds = facts.announcements
    .filter(({ helpTopics, componentIds }) => {
      const general = helpTopics.includes('outage') && (!facts.chosen || componentIds.length === 0)
      return general || (facts.chosen && componentIds.some((id) => asked.has(id)))
    })
    .map(({ id }) => id)
  const impairedIds = facts.components.filter(({ state }) => isImpaired(state)).map(({ id }) => id)
  const seen = seenOf(facts, { impairedIds, incidents })
  const answer = answerOf(seen, facts.cause)
  return {
    answer,
    incidentIds: incidents.map(({ id }) => id),
    announcementIds,
    impairedIds,
    restartHelps: helpsToRestart(seen, facts.cause),
    checkYourself: seen === 'unseen' || seen === 'blind',
  }
}

function seenOf(
  { components }: TriageFacts,
  {
    impairedIds,
    incidents,
  }: { readonly impairedIds: readonly string[]; readonly incidents: TriageFacts['incidents'] },
): Seen {
  const hit = [...impairedIds, ...incidents.flatMap(({ componentIds }) => componentIds)]
  if (hit.length > 0) return areBanks(components, hit) ? 'bank' : 'ours'
  if (components.some(({ state }) => state === 'maintenance')) return 'planned'
  // One thing that nobody has looked at lately is enough: "everything works" must have been seen.
  return components.length === 0 || components.some(({ state }) => state === 'unknown') ? 'blind' : 'unseen'
}

/** A channel is hit along with a bank of its own; what nobody knows here is not called a bank. */
function areBanks(components: TriageFacts['components'], hit: readonly string[]): boolean {
  const kinds = new Map(components.map(({ id, kind, state }) => [id, { kind, state }]))
  const all = hit.map((id) => kinds.get(id))
  return (
    all.some((one) => one?.kind === 'bank') &&
    all.every((one) => one?.kind === 'bank' || (one?.kind === 'channel' && one.state !== 'major_outage'))
  )
}

function answerOf(seen: Seen, cause: SymptomCause | undefined): Answer {
  if (seen === 'ours' || seen === 'bank' || seen === 'planned' || cause === undefined) return seen
  switch (cause) {
    case 'network':
    case 'app':
    case 'sign_in':
      // Where we cannot see, it may as well be us.
      return seen === 'blind' ? 'blind' : 'yours'
    case 'limit':
    case 'balance':
      return 'yours'
    case 'bank':
      return 'their_bank'
    case 'restricted':
    case 'charged':
      return cause
    case 'ours':
      return seen === 'blind' ? 'blind' : 'unconfirmed'
    default:
      return cause satisfies never
  }
}

/** Restarting mends the app and nothing else, and what is ours it never mends. */
function helpsToRestart(seen: Seen, cause: SymptomCause | undefined): boolean {
  if (seen !== 'unseen' && seen !== 'blind') return false
  return cause === undefined || cause === 'network' || cause === 'app' || cause === 'ours'
}
