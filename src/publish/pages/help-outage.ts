import { TASKS, type Task } from '../../domain/component.ts'
import { triageOutage, type Triage } from '../../help/outage-triage.ts'
import { announcementRow } from './announcement-row.ts'
import { billsAreOut } from './bills.ts'
import { componentHref, fullName } from './component-name.ts'
import { hotlines, liveContactView } from './contact-view.ts'
import { dataAge } from './data-age.ts'
import type { PageContent } from './frame.ts'
import { incidentCard } from './incident-card.ts'
import type { PageContext } from './page-context.ts'
import { stateView } from './state-view.ts'

/** The card above the list says the rest: thirty rows help nobody. */
const MOST_IMPAIRED = 6

/** What a reader may say does not work: what they wanted to do. Calling us is not among them. */
const SYMPTOMS = TASKS.filter((task) => task !== 'call')

export type OutageAsked =
  | { readonly ok: true; readonly symptom?: Task }
  | { readonly ok: false; readonly name: string; readonly value: string }

export function readOutageQuery({ symptom: value = '' }: Readonly<Record<string, string>>): OutageAsked {
  if (value === '') return { ok: true }
  const symptom = SYMPTOMS.find((task) => task === value)
  return symptom === undefined ? { ok: false, name: 'symptom', value } : { ok: true, symptom }
}

/** The outage steps as a walk, each with what is true right now. */
export function helpOutageContent(context: PageContext, symptom: Task | undefined): PageContent {
  const { words, snapshot } = context
  const triage = triageOutage(factsOf(context, symptom))
  const answer = words.say(`help:us.${triage.answer}.sentence`)
  return {
    title: words.say('help:title'),
    description: answer,
    path: symptom === undefined ? '/help/outage' : `/help/outage?symptom=${symptom}`,
    template: 'pages/help-outage',
    view: {
      symptoms: symptomRows(context, symptom),
      symptom: symptom === undefined ? null : words.say(`page:tasks.${symptom}`),
      ...usView(context, triage),
      restart: words.say(`help:restart.${triage.restartHelps ? 'helps' : 'useless'}`),
      restartHelps: triage.restartHelps,
      announcements: snapshot.announcements
        .filter(({ id }) => triage.announcementIds.includes(id))
        .map((announcement) => announcementRow(context, announcement)),
      hotlines: hotlines(context).map((contact) => liveContactView(context, contact)),
      payTwice: words.say(`help:dont.${billsAreOut(context) ? 'payBlind' : 'pay'}`),
      callHelps: words.say(`help:call.${triage.answer === 'ours' ? 'known' : 'unknown'}`),
    },
  }
}

function usView(context: PageContext, triage: Triage) {
  const { words, snapshot } = context
  return {
    tone: (
      { ours: 'major_outage', planned: 'maintenance', unseen: 'operational', blind: 'unknown' } as const
    )[triage.answer],
    answer: words.say(`help:us.${triage.answer}.sentence`),
    answerMore: words.say(`help:us.${triage.answer}.more`),
    impaired: impairedRows(context, triage),
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

function factsOf({ snapshot, place }: PageContext, symptom: Task | undefined) {
  const tasks = snapshot.tasks.filter(({ task }) => symptom === undefined || task === symptom)
  // A task's own state says whether it can be done at all; its group's components say what of it is broken.
  const groups = new Set(tasks.flatMap(({ componentId }) => place(componentId)?.group.id ?? []))
  const around = snapshot.groups
    .filter(({ id }) => symptom === undefined || groups.has(id))
    .flatMap(({ components }) => components.flatMap((component) => [component, ...component.parts]))
  return {
    chosen: symptom !== undefined,
    components: around,
    incidents: snapshot.incidents.map(({ id, components }) => ({
      id,
      componentIds: components.map(({ componentId }) => componentId),
    })),
    announcements: snapshot.announcements,
  }
}

function symptomRows({ words, snapshot, prefix }: PageContext, chosen: Task | undefined) {
  return SYMPTOMS.flatMap((task) => {
    const found = snapshot.tasks.find((one) => one.task === task)
    if (found === undefined) return []
    return {
      label: words.say(`page:tasks.${task}`),
      href: `${prefix}/help/outage?symptom=${task}`,
      state: stateView(words, found.state),
      current: task === chosen,
    }
  })
}
