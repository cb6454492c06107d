import type { EmergencyStep } from '../../domain/contact.ts'
import { contactView } from './contact-view.ts'
import type { PageContent } from './frame.ts'
import { textView } from './local-text.ts'
import type { PageContext } from './page-context.ts'

/** The ladder for a lost or robbed wallet: configuration only, so that it stands when everything else is down. */
export function emergencyContent(context: PageContext): PageContent {
  const { words, deps } = context
  return {
    title: words.say('emergency:title'),
    description: words.say('emergency:description'),
    path: '/emergency',
    template: 'pages/emergency',
    lean: true,
    view: { steps: deps.wallet.emergencySteps.map((step, index) => stepView(context, step, index + 1)) },
  }
}

function stepView({ words, deps }: PageContext, step: EmergencyStep, number: number) {
  return {
    number,
    title: textView(words, step.title),
    body: textView(words, step.body),
    contacts: deps.wallet.contacts
      .filter(({ id }) => step.contactIds.includes(id))
      .map((contact) => contactView({ words }, contact)),
  }
}
