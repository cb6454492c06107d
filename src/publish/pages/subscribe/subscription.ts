import type { Delivery } from '../../../domain/delivery.ts'
import type { News } from '../../../domain/notice.ts'
import type { Subscriber } from '../../../domain/subscriber.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { problemViews, type TypedProblem } from './problem-views.ts'
import { topicChoices } from './topic-choices.ts'
import { typedBy, type TypedSubscription } from './typed-subscription.ts'
import { wishChoices } from './wish-choices.ts'
import { wishesInWords } from './wishes-in-words.ts'

/** All that is held about one subscriber. */
interface HeldSubscription {
  readonly subscriber: Subscriber
  /** As it may be shown. */
  readonly address: string
  /** Newest first. */
  readonly told: readonly {
    readonly subject: News['subject']
    readonly status: Delivery['status']
    readonly createdAt: number
    readonly settledAt?: number
  }[]
}

export interface SubscriptionPage {
  readonly token: string
  readonly held: HeldSubscription
  /** What a receiver verifies our webhooks with. */
  readonly webhookSecret?: string
  /** What was just done: below `subscribe:done.`. */
  readonly done?: string
  /** The form as it was filled in, where something is wrong with it. */
  readonly typed?: TypedSubscription
  readonly problems?: readonly TypedProblem[]
}

/** The export holds all of them. */
const MOST_TOLD = 20

/** Everything that is held about a subscriber, and every way to change or end it. */
export function subscriptionContent(context: PageContext, page: SubscriptionPage): PageContent {
  const { words, prefix } = context
  const { token, held, webhookSecret, done, problems = [] } = page
  const { subscriber } = held
  const typed = page.typed ?? typedBy(subscriber)
  const path = `/subscriptions/${token}`
  return {
    title: words.say('subscribe:manage.title'),
    description: words.say('subscribe:manage.title'),
    path,
    template: 'pages/subscription',
    form: true,
    hidden: true,
    ...(problems.length > 0 && { status: 400 }),
    view: {
      path: `${prefix}${path}`,
      done: done === undefined ? null : words.say(`subscribe:done.${done}`),
      problems: problemViews(context, problems),
      status: words.say(`subscribe:status.${statusOf(subscriber)}`),
      paused: subscriber.status === 'paused',
      active: subscriber.status === 'active',
      facts: [...addressFacts(context, held), ...wishesInWords(context, subscriber)],
      topics: topicChoices(context, typed, incidentOf(context, subscriber)),
      ...wishChoices(context, typed),
      webhookSecret: webhookSecret ?? null,
      told: held.told.slice(0, MOST_TOLD).map((one) => toldView(context, one)),
    },
  }
}

function statusOf({ status, pausedBecause }: Subscriber): string {
  return status === 'paused' ? `paused_${pausedBecause ?? 'themselves'}` : status
}

/** An incident that was followed stays a choice after its end. */
function incidentOf({ snapshot }: PageContext, { topics }: Subscriber) {
  const followed = topics.find(({ kind }) => kind === 'incident')
  if (followed === undefined) return undefined
  const { id } = followed
  const known = snapshot.incidents.find((incident) => incident.id === id)
  return { id, title: known?.title ?? { 'zh-CN': id, en: id } }
}

function addressFacts({ words, now }: PageContext, { subscriber, address }: HeldSubscription) {
  const { transport, createdAt, confirmedAt, consent } = subscriber
  const fact = (name: string, value: string) => ({ label: words.say(`subscribe:fact.${name}`), value })
  return [
    fact('address', address),
    fact('transport', words.say(`subscribe:way.${transport}.name`)),
    fact('created', words.dateClock(createdAt, now).text),
    ...(confirmedAt === undefined ? [] : [fact('confirmed', words.dateClock(confirmedAt, now).text)]),
    ...(consent === undefined
      ? []
      : [fact('consent', words.say('subscribe:consent.held', { version: consent.text }))]),
  ]
}

function toldView({ words, now }: PageContext, told: HeldSubscription['told'][number]) {
  return {
    what: words.say(`subscribe:subject.${told.subject}`),
    status: words.say(`subscribe:delivery.${told.status}`),
    at: words.dateClock(told.settledAt ?? told.createdAt, now),
  }
}
