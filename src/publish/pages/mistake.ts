import type { PageContent } from './frame.ts'
import type { PageContext } from './page-context.ts'
import { verdictView } from './home/verdict-view.ts'

/** A query value that cannot be read: what it was, and what the page would have understood. */
export interface Mistake {
  readonly name: string
  readonly value: string
}

/** What an id or a month may look like. Anything else is not repeated: a link would put a swindler's sentence on our page. */
const SHOWN = /^[a-z0-9-]{1,20}$/i

export function badRequestContent(context: PageContext, mistake: Mistake | undefined): PageContent {
  const { words } = context
  const known = ['month', 'component', 'group', 'impact', 'kind', 'before', 'symptom', 'incident', 'topic']
  const what =
    mistake !== undefined && known.includes(mistake.name) && SHOWN.test(mistake.value)
      ? words.say(`page:badRequest.${mistake.name}`, { value: mistake.value })
      : words.say('page:badRequest.general')
  return mistakePage(context, { status: 400, title: words.say('page:badRequest.title'), what })
}

export function notFoundContent(context: PageContext): PageContent {
  const { words } = context
  return mistakePage(context, {
    status: 404,
    title: words.say('page:notFound.title'),
    what: words.say('page:notFound.what'),
  })
}

/** Whoever took a wrong turn still learns how the wallet is. */
function mistakePage(
  context: PageContext,
  said: { readonly status: 400 | 404; readonly title: string; readonly what: string },
): PageContent {
  return {
    status: said.status,
    title: said.title,
    description: said.what,
    path: '/',
    template: 'pages/mistake',
    hidden: true,
    view: { title: said.title, what: said.what, verdict: verdictView(context) },
  }
}
