import type { Task } from '../../../domain/component.ts'
import type { SymptomCause } from '../../../domain/symptom.ts'
import type { Triage } from '../../../help/outage/triage.ts'
import { speaksForItself } from '../../../help/outage/whose-trouble.ts'
import { longestRefund } from '../top-up/charged-view.ts'
import { billsAreOut } from '../components/bills.ts'
import { ownText, textView, type TextView } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'
import { promisedAfter } from '../promised-day.ts'
import type { Wondered } from './outage-query.ts'

/** Money moves in these: whoever tries again may pay twice. */
const MONEY_TASKS: readonly Task[] = ['pay', 'top_up', 'transfer', 'withdraw']

/** After these somebody may have been charged without learning it. */
const UNCERTAIN: readonly SymptomCause[] = ['charged', 'network', 'ours', 'bank', 'app']

/** Before anybody tries again: money may have gone already, and when it is back. Empty where no money moves. */
export function guardView(context: PageContext, wondered: Wondered, triage: Triage): readonly TextView[] {
  if (!movesMoney(wondered, triage)) return []
  const { words } = context
  return [
    ownText(words.say(`help:guard.${billsAreOut(context) ? 'blind' : 'bill'}`)),
    ...(saidOfMoney(context, triage) ?? usualDay(context, wondered).map(ownText)),
  ]
}

/** What somebody promised in the gravest incident that says it stands above the usual. */
function saidOfMoney({ words, snapshot }: PageContext, { incidentIds }: Triage): TextView[] | undefined {
  const promises = snapshot.incidents.flatMap(({ id, answers: { money } }) =>
    money?.pendingRule !== undefined && incidentIds.includes(id) ? [money] : [],
  )
  const [promise] = promises
  if (promise === undefined) return undefined
  const { pendingRule, refundBy } = promise
  return [pendingRule, refundBy].flatMap((one) => (one === undefined ? [] : textView(words, one)))
}

function movesMoney({ task, symptom }: Wondered, { answer }: Triage): boolean {
  if (symptom?.cause === 'charged') return true
  // A limit, a balance and a restriction come before any charge, unless it was us after all.
  if (
    answer === 'restricted' ||
    (symptom !== undefined && answer === 'yours' && speaksForItself(symptom.cause))
  ) {
    return false
  }
  if (task !== undefined) return MONEY_TASKS.includes(task)
  return symptom !== undefined && UNCERTAIN.includes(symptom.cause)
}

/** By when money charged today is credited or returned at the latest, as what somebody was doing has it. */
function usualDay(context: PageContext, wondered: Wondered): string[] {
  const counts = promisedCounts(context, wondered)
  if (counts.length === 0) return []
  const count = Math.max(...counts)
  const { date, mayMove } = promisedAfter(context, count)
  return [context.words.say('help:guard.by', { count, date }), ...(mayMove === null ? [] : [mayMove])]
}

/** Topping up has terms of its own; of everything else the dictionary says how long money takes to come back. */
function promisedCounts(context: PageContext, { task, symptom }: Wondered): number[] {
  const { symptoms } = context.deps.wallet
  const fits = symptoms.find(
    ({ refundWithin, tasks }) =>
      refundWithin !== undefined && (task === undefined || tasks.length === 0 || tasks.includes(task)),
  )
  const said = task === 'top_up' ? undefined : (symptom?.refundWithin ?? fits?.refundWithin)
  const ofTerms = task === undefined || task === 'top_up' ? longestRefund(context) : undefined
  return [said, ofTerms].flatMap((one) => one ?? [])
}
