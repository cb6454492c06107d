import type { Contact, EmergencyStep } from '../../../domain/contact.ts'
import { textView } from '../../../lib/words/local-text.ts'
import { liveContactView } from '../hotline/contact-view.ts'
import { hasContacts, type PageContent } from '../frame.ts'
import { rungState } from './rung-state.ts'
import type { PageContext } from '../page-context.ts'

/**
 * The ladder for a lost or robbed wallet. The ladder itself is configuration only, so that it stands when everything
 * else is down; each rung says whether it holds now, and one that is seen to fail what to do instead of waiting for it.
 */
export function emergencyContent(context: PageContext): PageContent {
  const { words, deps, snapshot, now } = context
  const { emergencySteps } = deps.wallet
  const form = emergencySteps.length > 0 ? 'ordered' : 'bare'
  return {
    title: words.say('emergency:title'),
    description: words.say(`emergency:description.${form}`),
    path: '/emergency',
    template: 'pages/emergency',
    lean: true,
    view: {
      intro: words.say(`emergency:intro.${form}`),
      // The page is kept, printed and copied: what it says of now has to say when that was.
      asOf: words.dateClock(snapshot.dataAt ?? snapshot.builtAt, now),
      below: emergencySteps.length === 0 && hasContacts(context),
      steps: emergencySteps.map((step, index) =>
        stepView(context, step, index === emergencySteps.length - 1),
      ),
    },
  }
}

function stepView(context: PageContext, step: EmergencyStep, last: boolean) {
  const { words, deps } = context
  return {
    title: textView(words, step.title),
    body: textView(words, step.body),
    url: step.url ?? null,
    now: rungState(context, step.componentId, last ? 'last' : 'step') ?? null,
    contacts: deps.wallet.contacts
      .filter(({ id }) => step.contactIds.includes(id))
      .map((contact) => rungView(context, contact, step)),
  }
}

/** A number whose line is down says so, unless its step has said it already. */
function rungView(context: PageContext, contact: Contact, step: EmergencyStep) {
  const said = contact.componentId === step.componentId
  const now = said ? undefined : rungState(context, contact.componentId, 'line')
  return {
    ...liveContactView(context, contact),
    staffed: contact.hours.length > 0,
    trouble: now?.failing === true ? now : null,
  }
}
