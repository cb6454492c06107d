import type { Symptom, SymptomCause } from '../../../domain/symptom.ts'
import type { Triage } from '../../../help/outage/triage.ts'
import { textView } from '../../../lib/words/local-text.ts'
import { liveContactView } from '../hotline/contact-view.ts'
import type { PageContext } from '../page-context.ts'
import { outagePath, type Wondered } from './outage-query.ts'

/** The second question: what did you see? Only what fits what somebody was doing. */
export function sawChoices(context: PageContext, wondered: Wondered) {
  const { task } = wondered
  return context.deps.wallet.symptoms
    .filter(({ tasks }) => task === undefined || tasks.length === 0 || tasks.includes(task))
    .map((symptom) => choice(context, wondered, symptom))
}

/** "Did you mean": what words that nobody knows are near to, in the dictionary's words and never in those that were typed. */
export function nearChoices(context: PageContext, wondered: Wondered) {
  return (wondered.near ?? []).map((symptom) => choice(context, wondered, symptom))
}

function choice({ words, prefix }: PageContext, { task, symptom: chosen }: Wondered, symptom: Symptom) {
  return {
    label: textView(words, symptom.seen),
    // To the answer at once: on a phone the questions fill the first screen.
    href: `${prefix}${outagePath({ ...(task !== undefined && { task }), symptom })}#us`,
    current: symptom.id === chosen?.id,
  }
}

/** Steps for a phone that is not to blame would keep people busy while we are down. */
const OWN_DOING: readonly SymptomCause[] = ['network', 'app', 'sign_in', 'ours']

/** Answers that come from what we see rather than from the symptom. */
export const LIVE: readonly Triage['answer'][] = [
  'ours',
  'partly',
  'bank',
  'planned',
  'planned_partly',
  'reported',
]

/** What the chosen symptom means by itself; null where none was chosen. */
export function sawView(context: PageContext, { symptom }: Wondered, { answer, checkYourself }: Triage) {
  if (symptom === undefined) return null
  const { words, deps } = context
  const advises = checkYourself || !OWN_DOING.includes(symptom.cause)
  return {
    seen: textView(words, symptom.seen),
    codes: symptom.codes.join(' · '),
    // The verdict says it already where it comes from the symptom.
    cause: LIVE.includes(answer) ? words.say(`help:saw.cause.${symptom.cause}`) : null,
    meaning: textView(words, symptom.meaning),
    advice: advises ? symptom.advice.map((step) => textView(words, step)) : [],
    // What we see comes first; this is what the message says by itself.
    byItself: LIVE.includes(answer) ? words.say('help:saw.byItself') : null,
    contacts: deps.wallet.contacts
      .filter(({ id }) => symptom.contactIds.includes(id))
      .map((contact) => liveContactView(context, contact)),
  }
}
