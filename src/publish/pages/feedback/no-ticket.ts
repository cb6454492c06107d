import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'

/** For a number without its secret, right or wrong, and for links that open nothing: how the right link is found. */
export function noTicketContent({ words }: PageContext): PageContent {
  return {
    title: words.say('feedback:none.title'),
    description: words.say('feedback:none.lead'),
    path: '/feedback',
    template: 'pages/no-ticket',
    form: true,
    hidden: true,
    status: 404,
    view: { deleted: false },
  }
}

export function deletedContent({ words }: PageContext): PageContent {
  return {
    title: words.say('feedback:deleted.title'),
    description: words.say('feedback:deleted.lead'),
    path: '/feedback',
    template: 'pages/no-ticket',
    form: true,
    hidden: true,
    view: { deleted: true },
  }
}
