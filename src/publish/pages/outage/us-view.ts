import type { State } from '../../../domain/state.ts'
import type { Triage } from '../../../help/outage-triage.ts'
import { componentHref, fullName } from '../component-name.ts'
import { dataAge } from '../data-age.ts'
import { incidentCard } from '../incident-card.ts'
import type { PageContext } from '../page-context.ts'
import { stateView } from '../state-view.ts'

/** The card above the list says the rest: thirty rows help nobody. */
const MOST_IMPAIRED = 6
const MOST_INSTEAD = 6

const TONES: Readonly<Record<Triage['answer'], State>> = {
  ours: 'major_outage',
  bank: 'partial_outage',
  planned: 'maintenance',
  yours: 'degraded',
  their_bank: 'degraded',
  restricted: 'degraded',
  charged: 'degraded',
  unconfirmed: 'unknown',
  unseen: 'operational',
  blind: 'unknown',
}

/** The verdict, with what it rests on. */
export function usView(context: PageContext, triage: Triage) {
  const { words, snapshot } = context
  return {
    tone: TONES[triage.answer],
    answer: words.say(`help:us.${triage.answer}.sentence`),
    answerMore: words.say(`help:us.${triage.answer}.more`),
    impaired: impairedRows(context, triage),
    instead: insteadRows(context, triage),
    incidents: snapshot.incidents
      .filter(({ id }) => triage.incidentIds.includes(id))
      .map((incident) => incidentCard(context, incident)),
    age: dataAge(context),
  }
}

/** What is wrong, by name; a bank only where its channel as a whole still works. */
function impairedRows(context: PageContext, { impairedIds }: Triage) {
  return impairedIds
    .flatMap((id) => {
      const place = context.place(id)
      if (place === undefined || place.parent?.state === 'major_outage') return []
      const { state } = place.component
      const name = fullName(context, place)
      return { name, href: componentHref(context, id), state: stateView(context.words, state) }
    })
    .slice(0, MOST_IMPAIRED)
}

/** What was seen to work in place of what does not: another bank of the same channel, or a declared alternative. */
function insteadRows(context: PageContext, { impairedIds }: Triage) {
  const impaired = new Set(impairedIds)
  const ids = impairedIds.flatMap((id) => {
    const place = context.place(id)
    if (place === undefined) return []
    const siblings = place.parent?.parts.filter(({ state }) => state === 'operational') ?? []
    return [...siblings.map((one) => one.id), ...place.component.alternatives]
  })
  return [...new Set(ids)]
    .filter((id) => !impaired.has(id))
    .flatMap((id) => {
      const place = context.place(id)
      if (place?.component.state !== 'operational') return []
      const { state } = place.component
      const name = fullName(context, place)
      return { name, href: componentHref(context, id), state: stateView(context.words, state) }
    })
    .slice(0, MOST_INSTEAD)
}
