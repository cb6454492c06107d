import { writeSecretLink, type SecretLink } from '../../../lib/secret-link.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'

/** The button by which whoever reads a mailbox says that the ticket is not theirs. */
export function disownContent({ words, prefix }: PageContext, link: SecretLink): PageContent {
  const path = `/feedback/${writeSecretLink(link)}/unsubscribe`
  return {
    title: words.say('feedback:disown.title'),
    description: words.say('feedback:disown.title'),
    path,
    template: 'pages/disown',
    form: true,
    hidden: true,
    view: {
      heading: words.say('feedback:disown.title'),
      lead: words.say('feedback:disown.lead'),
      action: `${prefix}${path}`,
      button: words.say('feedback:disown.button'),
    },
  }
}

export function disownedContent({ words }: PageContext): PageContent {
  return {
    title: words.say('feedback:disown.doneTitle'),
    description: words.say('feedback:disown.doneTitle'),
    path: '/feedback',
    template: 'pages/disown',
    form: true,
    hidden: true,
    view: {
      heading: words.say('feedback:disown.doneTitle'),
      lead: words.say('feedback:disown.doneLead'),
      action: null,
      button: null,
    },
  }
}
