import { triageOutage, type Triage } from '../../../help/outage/triage.ts'
import { announcementRow } from '../announcements/announcement-row.ts'
import { billsAreOut } from '../components/bills.ts'
import { waitingHotlines, type Waits } from '../hotline/waiting-hotlines.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { moreReportsView } from '../report/more-reports.ts'
import { stateView } from '../components/state-view.ts'
import { guardView } from './guard-view.ts'
import { onward } from './onward.ts'
import { outageFacts } from './outage-facts.ts'
import { outagePath, TRIED, type Wondered } from './outage-query.ts'
import { LIVE, nearChoices, sawChoices, sawView } from './saw-view.ts'
import { elsewhereRows, sentenceOf, usView } from './us-view.ts'

/** "Is it me or you?" as a walk: two questions, a verdict from what is true right now, and the steps that are left. */
export function outageContent(context: PageContext, wondered: Wondered, waits: Waits): PageContent {
  const { words, snapshot } = context
  const { task, symptom, notUnderstood = false } = wondered
  const facts = outageFacts(context, wondered)
  const triage = triageOutage(facts)
  const lines = waitingHotlines(context, waits)
  return {
    title: words.say('help:title'),
    description: sentenceOf(context, triage, symptom?.cause),
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
      // What we see needs no second question, and stands on the first screen without it.
      sawOpen:
        notUnderstood || (task !== undefined && symptom === undefined && !LIVE.includes(triage.answer)),
      task: task ?? null,
      notUnderstood,
      near: nearChoices(context, wondered),
      ...usView(context, triage, symptom?.cause),
      moreReports: moreReportsView(
        context,
        facts.components.map(({ id }) => id),
      ),
      saw: sawView(context, wondered, triage),
      guard: guardView(context, wondered, triage),
      topUpHref: task === 'top_up' ? `${context.prefix}/help/top-up` : null,
      limits: limitLinks(context, wondered),
      ...stepViews(context, triage),
      announcements: snapshot.announcements
        .filter(({ id }) => triage.announcementIds.includes(id))
        .map((announcement) => announcementRow(context, announcement)),
      elsewhere: elsewhereRows(context, triage),
      hotlines: lines,
      callNow: sendsToCall(triage) ? lines : [],
      payTwice: words.say(`help:dont.${billsAreOut(context) ? 'payBlind' : 'pay'}`),
      ...onward(context, wondered, triage, lines),
    },
  }
}

/** Whoever is over a limit: which one, and by which way the amount still goes, where it is a top-up. */
function limitLinks({ words, prefix }: PageContext, { task, symptom }: Wondered) {
  if (symptom?.cause !== 'limit') return []
  const isTopUp = task === undefined || task === 'top_up'
  return (isTopUp ? ['limits', 'ask'] : ['limits']).map((part) => ({
    href: `${prefix}/help/top-up#${part}`,
    label: words.say(`help:limit.${part}`),
  }))
}

/** Verdicts that speak of calling us: whoever reads that must not have to look for whether anybody is there. */
function sendsToCall({ answer }: Triage): boolean {
  return answer === 'blind' || answer === 'yours'
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

function stepViews({ words, now }: PageContext, { answer, restartHelps, checkYourself }: Triage) {
  const useless = checkYourself ? (answer === 'partly' ? 'partly' : 'pointless') : 'useless'
  const network = checkYourself ? (answer === 'partly' ? 'partly' : 'text') : 'fine'
  return {
    network: words.say(`help:network.${network}`),
    // With its date: whoever reads a page that a phone kept must see that it is of another day.
    cached: words.say('help:network.cached', { time: words.dateClock(now, now).text }),
    restart: words.say(`help:restart.${restartHelps ? 'helps' : useless}`),
    restartHelps,
  }
}
