import type { State } from '../../../domain/state.ts'
import type { SymptomCause } from '../../../domain/symptom.ts'
import type { Triage } from '../../../help/outage/triage.ts'
import { speaksForItself } from '../../../help/outage/whose-trouble.ts'
import { textView } from '../../../lib/words/local-text.ts'
import { componentHref, fullName } from '../components/component-name.ts'
import { dataAge } from '../data-age.ts'
import { incidentCard } from '../incidents/incident-card.ts'
import { maintenanceView } from '../maintenance-view.ts'
import type { PageContext, Place } from '../page-context.ts'
import { stateView } from '../components/state-view.ts'

/** The card above the list says the rest: thirty rows help nobody. */
const MOST_IMPAIRED = 6
const MOST_INSTEAD = 6

const TONES: Readonly<Record<Triage['answer'], State>> = {
  ours: 'major_outage',
  partly: 'partial_outage',
  bank: 'partial_outage',
  planned: 'maintenance',
  planned_partly: 'maintenance',
  yours: 'degraded',
  their_bank: 'degraded',
  restricted: 'degraded',
  charged: 'degraded',
  unconfirmed: 'unknown',
  back: 'operational',
  reported: 'unknown',
  unseen: 'operational',
  blind: 'unknown',
}

/** The verdict, with what it rests on. */
export function usView(context: PageContext, triage: Triage, cause: SymptomCause | undefined) {
  const { words, snapshot } = context
  const { answer, seesAll } = triage
  return {
    tone: TONES[answer],
    answer: sentenceOf(context, triage, cause),
    answerMore: words.say(`help:us.${answer}.more`),
    notAll: seesAll || !claimsToSee(answer, cause) ? null : words.say('help:us.notAll'),
    impaired: rowsOf(context, impairedIds(context, triage)),
    instead: rowsOf(context, insteadIds(context, triage)),
    incidents: snapshot.incidents
      .filter(({ id }) => triage.incidentIds.includes(id))
      .map((incident) => incidentCard(context, incident)),
    maintenances: snapshot.maintenances
      .filter(
        ({ status, componentIds }) =>
          status === 'in_progress' && componentIds.some((id) => triage.plannedIds.includes(id)),
      )
      .map((one) => maintenanceView(context, one)),
    age: dataAge(context),
  }
}

/** Whether the answer says something of what works; being over a limit is true whatever we see. */
function claimsToSee(answer: Triage['answer'], cause: SymptomCause | undefined): boolean {
  if (answer === 'yours') return cause !== undefined && !speaksForItself(cause)
  return !['ours', 'blind', 'restricted', 'charged'].includes(answer)
}

/** What is the reader's own is called by its name: a limit is not "something on your side". */
export function sentenceOf(
  { words }: PageContext,
  { answer }: Triage,
  cause: SymptomCause | undefined,
): string {
  return words.say(
    answer === 'yours' && cause !== undefined ? `help:us.yours.${cause}` : `help:us.${answer}.sentence`,
  )
}

/** Unresolved and about something else: said, and not taken for an answer. */
export function elsewhereRows({ words, prefix, snapshot }: PageContext, { elsewhereIds }: Triage) {
  return snapshot.incidents
    .filter(({ id }) => elsewhereIds.includes(id))
    .map(({ id, title }) => ({ href: `${prefix}/incidents/${id}`, title: textView(words, title) }))
}

/** What is wrong or being worked on; a bank only where its channel as a whole is not. */
function impairedIds({ place }: PageContext, { impairedIds: hit, plannedIds }: Triage): string[] {
  const whole: readonly (State | undefined)[] = ['major_outage', 'maintenance']
  return [...hit, ...plannedIds]
    .filter((id) => !whole.includes(place(id)?.parent?.state))
    .slice(0, MOST_IMPAIRED)
}

/** What was seen to work in place of what does not: another bank of the same channel, or a declared alternative. */
function insteadIds({ place }: PageContext, { impairedIds: hit, plannedIds }: Triage): string[] {
  const ids = [...hit, ...plannedIds].flatMap((id) => {
    const found = place(id)
    if (found === undefined) return []
    return [...(found.parent?.parts ?? []).map((one) => one.id), ...found.component.alternatives]
  })
  return [...new Set(ids)].filter((id) => worksAltogether(place(id))).slice(0, MOST_INSTEAD)
}

/** A bank within a channel that is out, or being worked on, is of no use however well it does itself. */
function worksAltogether(place: Place | undefined): boolean {
  if (place?.component.state !== 'operational') return false
  return place.parent === undefined || !['major_outage', 'maintenance'].includes(place.parent.state)
}

function rowsOf(context: PageContext, ids: readonly string[]) {
  const places = ids.flatMap((id): Place[] => {
    const place = context.place(id)
    return place === undefined ? [] : [place]
  })
  return places.map((place) => ({
    name: fullName(context, place),
    href: componentHref(context, place.component.id),
    state: stateView(context.words, place.component.state),
  }))
}
