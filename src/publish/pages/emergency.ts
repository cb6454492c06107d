import type { Contact, EmergencyStep } from '../../domain/contact.ts'
import type { State } from '../../domain/state.ts'
import { contactView } from './contact-view.ts'
import { hasContacts, type PageContent } from './frame.ts'
import { textView } from '../../lib/words/local-text.ts'
import type { PageContext } from './page-context.ts'

/**
 * The ladder for a lost or robbed wallet. The ladder itself is configuration only, so that it stands when everything
 * else is down; a rung whose function is seen to fail says so, and what to do instead of waiting for it.
 */
export function emergencyContent(context: PageContext): PageContent {
  const { words, deps } = context
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
    trouble: troubleOf(context, step.componentId, last ? 'last' : 'step'),
    contacts: deps.wallet.contacts
      .filter(({ id }) => step.contactIds.includes(id))
      .map((contact) => rungView(context, contact, step)),
  }
}

/** A number whose line is down says so, unless its step has said it already. */
function rungView(context: PageContext, contact: Contact, step: EmergencyStep) {
  const said = contact.componentId === step.componentId
  return {
    ...contactView(context, contact),
    trouble: said ? null : troubleOf(context, contact.componentId, 'line'),
  }
}

/** Seen to fail, or planned not to work. What nobody looked at is not called broken here: that would keep people from trying. */
const TROUBLES: readonly State[] = ['degraded', 'partial_outage', 'major_outage', 'maintenance']

function troubleOf(
  { words, now, place }: PageContext,
  componentId: string | undefined,
  where: 'step' | 'last' | 'line',
) {
  const component = componentId === undefined ? undefined : place(componentId)?.component
  if (component === undefined || !TROUBLES.includes(component.state)) return null
  const { state, sinceAt } = component
  // With its date: this page is kept and printed, and "today" would soon be wrong.
  const since =
    sinceAt === undefined
      ? ''
      : words.say('emergency:trouble.since', { time: words.dateClock(sinceAt, now).text })
  return {
    state,
    text: words.say(`emergency:trouble.${state}`, { since }),
    advice: words.say(`emergency:trouble.${where}`),
  }
}
