import type { LocalText } from '../../../domain/locale.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { problemViews, type TypedProblem } from './problem-views.ts'
import { topicChoices } from './topic-choices.ts'
import type { TypedSubscription } from './typed-subscription.ts'
import { wayChoices } from './way-choices.ts'
import { wishChoices } from './wish-choices.ts'

interface SubscribeForm {
  readonly typed: TypedSubscription
  readonly incident?: { readonly id: string; readonly title: LocalText }
  readonly over?: boolean
  readonly problems?: readonly TypedProblem[]
}

/** Being told instead of looking: what, how, and nothing else asked. */
export function subscribeContent(context: PageContext, form: SubscribeForm): PageContent {
  const { words } = context
  const { typed, incident, over = false, problems = [] } = form
  const wrong = (field: string) => problems.some((one) => one.field === field)
  return {
    title: words.say('subscribe:title'),
    description: words.say('subscribe:lead'),
    path: '/subscribe',
    template: 'pages/subscribe',
    form: true,
    ...(problems.length > 0 && { status: 400, hidden: true }),
    view: {
      over,
      offered: (context.deps.offers?.transports.length ?? 0) > 0,
      problems: problemViews(context, problems),
      topics: topicChoices(context, typed, incident),
      ...wayChoices(context, typed, wrong),
      ...wishChoices(context, typed),
    },
  }
}
