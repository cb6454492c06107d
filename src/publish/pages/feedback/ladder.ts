import type { ComplaintStep, Feedback } from '../../../domain/feedback.ts'
import { plainText, textView } from '../../../lib/words/local-text.ts'
import { isCheckDue } from '../check-due.ts'
import { contactView, hotlines, liveContactView } from '../hotline/contact-view.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'

/** What to do when one is not content: tell the agent, write to us, write in public, and whom to turn to beyond us. */
export function ladderContent(context: PageContext, region: string): PageContent {
  const { words, deps, prefix } = context
  const { feedback, page } = deps.wallet
  return {
    title: words.say('feedback:ladder.title'),
    description: words.say('feedback:ladder.lead'),
    path: region === '' ? '/help/feedback' : `/help/feedback?region=${region}`,
    template: 'pages/help-feedback',
    sheets: ['assets/feedback.css'],
    view: {
      wallet: plainText(words, page.walletName),
      offered: feedback !== undefined,
      hotlines: hotlines(context)
        .slice(0, 1)
        .map((contact) => liveContactView(context, contact)),
      handles: (feedback?.handles ?? []).map(({ platform, handle, source, checkedOn }) => ({
        platform: textView(words, platform),
        handle,
        ...checked(context, { source: plainText(words, source), checkedOn }),
      })),
      regions: regionLinks(context, feedback, region),
      steps:
        feedback === undefined ? [] : stepsIn(feedback, region).flatMap((step) => stepView(context, step)),
      formHref: `${prefix}/feedback`,
    },
  }
}

function regionLinks({ words, prefix }: PageContext, feedback: Feedback | undefined, chosen: string) {
  if (feedback === undefined || feedback.regions.length === 0) return []
  return [
    { href: `${prefix}/help/feedback`, label: words.say('feedback:ladder.anywhere'), current: chosen === '' },
    ...feedback.regions.map(({ id, name }) => ({
      href: `${prefix}/help/feedback?region=${id}`,
      label: plainText(words, name),
      current: id === chosen,
    })),
  ]
}

/** What stands everywhere, what stands in the region, and of the former not what the latter replaces. */
function stepsIn({ ladder }: Feedback, region: string): ComplaintStep[] {
  const here = ladder.filter(({ regions }) => regions.length === 0 || regions.includes(region))
  const replaced = new Set(here.map(({ insteadOf }) => insteadOf))
  return here.filter(({ contactId }) => !replaced.has(contactId))
}

function stepView(context: PageContext, { contactId, handles, bring, takes }: ComplaintStep) {
  const { words, deps } = context
  const contact = deps.wallet.contacts.find(({ id }) => id === contactId)
  if (contact === undefined) return []
  const { name, reach, href, hours } = contactView(context, contact)
  return {
    name,
    reach,
    href,
    ours: contact.kind !== 'public_body' && contact.kind !== 'carrier',
    handles: textView(words, handles),
    bring: textView(words, bring),
    takes: textView(words, takes),
    hours,
    ...checked(context, { source: plainText(words, contact.source), checkedOn: contact.checkedOn }),
  }
}

/** When it was last checked, and whether it is to be again. */
function checked(
  context: PageContext,
  { source, checkedOn }: { readonly source: string; readonly checkedOn: string },
) {
  const { words } = context
  return {
    checked: words.say('page:contact.checked', { source, date: words.day(checkedOn) }),
    overdue: isCheckDue(context, { checkedOn }),
  }
}
