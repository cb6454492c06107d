import type { Task } from '../../../domain/component.ts'
import { triageOutage, type Triage } from '../../../help/outage-triage.ts'
import { announcementRow } from '../announcement-row.ts'
import { billsAreOut } from '../bills.ts'
import { hotlines, liveContactView } from '../contact-view.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { stateView } from '../state-view.ts'
import { outageFacts } from './outage-facts.ts'
import { outagePath, TRIED, type Wondered } from './outage-query.ts'
import { sawChoices, sawView } from './saw-view.ts'
import { usView } from './us-view.ts'

/** Money moves in these: whoever tries again may pay twice. */
const MONEY_TASKS: readonly Task[] = ['pay', 'top_up', 'transfer', 'withdraw']

/** "Is it me or you?" as a walk: two questions, a verdict from what is true right now, and the steps that are left. */
export function outageContent(context: PageContext, wondered: Wondered): PageContent {
  const { words, snapshot } = context
  const { task, symptom, notUnderstood = false } = wondered
  const triage = triageOutage(outageFacts(context, wondered))
  const answer = words.say(`help:us.${triage.answer}.sentence`)
  return {
    title: words.say('help:title'),
    description: answer,
    path: outagePath(wondered),
    template: 'pages/help-outage',
    ...(notUnderstood && { hidden: true }),
    view: {
      tasks: taskChoices(context, wondered),
      all: {
        href: `${context.prefix}${outagePath({ ...(symptom && { symptom }) })}`,
        current: task === undefined,
      },
      sawChoices: sawChoices(context, wondered),
      sawOpen: (task !== undefined && symptom === undefined) || notUnderstood,
      task: task ?? null,
      notUnderstood,
      ...usView(context, triage),
      saw: sawView(context, wondered, triage),
      guard: guardOf(context, wondered),
      topUpHref: task === 'top_up' ? `${context.prefix}/help/top-up` : null,
      ...stepViews(context, triage),
      announcements: snapshot.announcements
        .filter(({ id }) => triage.announcementIds.includes(id))
        .map((announcement) => announcementRow(context, announcement)),
      hotlines: hotlines(context).map((contact) => liveContactView(context, contact)),
      payTwice: words.say(`help:dont.${billsAreOut(context) ? 'payBlind' : 'pay'}`),
      ...onward(context, wondered, triage),
    },
  }
}

function taskChoices({ words, snapshot, prefix }: PageContext, wondered: Wondered) {
  return TRIED.flatMap((task) => {
    const found = snapshot.tasks.find((one) => one.task === task)
    if (found === undefined) return []
    return {
      label: words.say(`page:tasks.${task}`),
      href: prefix + outagePath({ ...wondered, task }),
      state: stateView(words, found.state),
      current: task === wondered.task,
    }
  })
}

/** Before anybody tries again: money may have gone already. */
function guardOf(context: PageContext, { task, symptom }: Wondered): string | null {
  const moves = symptom?.cause === 'charged' || (task !== undefined && MONEY_TASKS.includes(task))
  return moves ? context.words.say(`help:guard.${billsAreOut(context) ? 'blind' : 'bill'}`) : null
}

function stepViews({ words }: PageContext, { restartHelps, checkYourself }: Triage) {
  return {
    network: words.say(`help:network.${checkYourself ? 'text' : 'fine'}`),
    restart: words.say(`help:restart.${restartHelps ? 'helps' : checkYourself ? 'pointless' : 'useless'}`),
    restartHelps,
  }
}

/** Where to go from here, with what is known already. */
function onward({ words, prefix }: PageContext, { task, symptom }: Wondered, triage: Triage) {
  const componentId = triage.impairedIds[0]
  const known = new URLSearchParams({
    ...(componentId !== undefined && { component: componentId }),
    ...(triage.incidentIds[0] !== undefined && { incident: triage.incidentIds[0] }),
  })
  const sheet = new URLSearchParams(known)
  const code = symptom?.codes[0]
  if (code !== undefined) sheet.set('code', code)
  const isKnown = triage.answer === 'ours' || triage.answer === 'bank'
  return {
    callHelps: words.say(`help:call.${isKnown ? 'known' : 'unknown'}`),
    sheetHref: withQuery(`${prefix}/hotline/sheet`, sheet),
    feedbackHref: withQuery(`${prefix}/feedback`, known),
    // Where we see it ourselves nobody needs to tell us.
    reportHref: isKnown || triage.answer === 'planned' ? null : `${prefix}/report`,
    again: task === undefined && symptom === undefined ? null : `${prefix}/help/outage`,
  }
}

function withQuery(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query.toString()}`
}
