import type { EmergencyStep } from '../../../domain/contact.ts'
import { textView } from '../../../lib/words/local-text.ts'
import { liveContactView } from '../hotline/contact-view.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { rungState } from './rung-state.ts'

/** What to note and to keep, in the order in which it is asked for. */
const EVIDENCE = ['amounts', 'times', 'counterparty', 'orders', 'screenshots', 'calls', 'agents'] as const

/**
 * What /emergency has no room for: how to do each step, what to say, what evidence to keep and how to follow it up. Made from
 * memory and configuration alone, like the ladder.
 */
export function helpLostContent(context: PageContext): PageContent {
  const { words, deps, snapshot, now } = context
  const steps = deps.wallet.emergencySteps.filter(({ kind }) => kind !== 'record')
  return {
    title: words.say('lost:help.title'),
    description: words.say('lost:help.description'),
    path: '/help/lost',
    template: 'pages/help-lost',
    lean: true,
    view: {
      asOf: words.dateClock(snapshot.dataAt ?? snapshot.builtAt, now),
      steps: steps.map((step) => stepView(context, step)),
      evidence: EVIDENCE.map((name) => words.say(`lost:evidence.${name}`)),
    },
  }
}

/** A step that says what it is about is told in full; any other in the configuration's own words. */
function stepView(context: PageContext, step: EmergencyStep) {
  const { words, deps } = context
  const { kind } = step
  const told = (name: string) => (kind === undefined ? null : words.say(`lost:step.${kind}.${name}`))
  return {
    id: kind ?? null,
    title: textView(words, step.title),
    now: rungState(context, step.componentId, 'step') ?? null,
    body: kind === undefined ? textView(words, step.body) : null,
    how: told('how'),
    // Freezing is done by oneself; there is nobody to say anything to.
    words: kind === 'freeze' ? null : told('say'),
    url: step.url ?? null,
    contacts: deps.wallet.contacts
      .filter(({ id }) => step.contactIds.includes(id))
      .map((contact) => ({
        ...liveContactView(context, contact),
        checkedOn: words.say('lost:help.checked', { date: words.day(contact.checkedOn) }),
      })),
  }
}
