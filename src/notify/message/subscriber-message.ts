import type { Fact, Message } from '../../domain/message.ts'
import type { Notice, SubscriberNews } from '../../domain/notice.ts'
import type { QuietHours, Subscriber, Topic } from '../../domain/subscriber.ts'
import { plainText } from '../../lib/words/local-text.ts'
import { iso } from './data.ts'
import { datedIn, type MessageContext, oneLine, senderOf } from './message-context.ts'

/** Whom a letter about the subscription itself is for. */
export type Addressee = Pick<Subscriber, 'topics' | 'detail' | 'once' | 'quiet' | 'status'> & {
  /** The confirming link is good until then. */
  readonly confirmUntil?: number
}

type Asked = NonNullable<SubscriberNews['asked']>

/** To one subscriber alone: please confirm, you are subscribed already, or it works now. */
export function subscriberMessage(
  context: MessageContext,
  { id, at }: Notice,
  {
    news,
    subscriber,
    now,
  }: { readonly news: SubscriberNews; readonly subscriber: Addressee; readonly now: number },
): Message {
  const { words } = context
  const sender = senderOf(context)
  const { moment } = news
  const paused = moment === 'known' && subscriber.status === 'paused'
  const leads = [moment, ...(paused ? ['paused'] : [])]
  return {
    locale: context.locale,
    kind: 'subscriber',
    id,
    title: oneLine(words.say(`notice:subscriber.title.${moment}`, { sender })),
    lead: leads.map((lead) => words.say(`notice:subscriber.lead.${lead}`, { sender })).join('\n'),
    facts: [
      ...wishes(context, subscriber),
      ...(news.asked === undefined ? [] : [askedFor(context, news.asked)]),
      ...(moment === 'confirm' ? terms(context, subscriber, now) : []),
    ],
    scam: words.say('notice:scam'),
    sender,
    parts: [],
    data: { type: `subscription.${moment}`, id, at: iso(at) },
  }
}

/** What was asked for, in words. */
function wishes(context: MessageContext, { topics, detail, once, quiet }: Addressee): Fact[] {
  const { words } = context
  const label = (name: string) => words.say(`notice:subscriber.${name}.label`)
  return [
    { label: label('topics'), lines: topics.map((topic) => oneLine(topicInWords(context, topic))) },
    {
      label: label('detail'),
      lines: [words.say(`notice:subscriber.detail.${once ? 'once' : detail}`)],
    },
    ...(quiet === undefined ? [] : [{ label: label('quiet'), lines: [quietInWords(context, quiet)] }]),
  ]
}

/** What somebody asked for though there is a subscription; it changed nothing. */
function askedFor(context: MessageContext, { topics, detail, once }: Asked): Fact {
  const { words } = context
  return {
    label: words.say('notice:subscriber.asked.label'),
    lines: [
      ...topics.map((topic) => oneLine(topicInWords(context, topic))),
      words.say(`notice:subscriber.detail.${once ? 'once' : detail}`),
      words.say('notice:subscriber.asked.add'),
    ],
  }
}

/** What happens to those who do nothing, and until when the link is good. */
function terms(context: MessageContext, { confirmUntil }: Addressee, now: number): Fact[] {
  const { words } = context
  return [
    ...(confirmUntil === undefined
      ? []
      : [{ label: words.say('notice:subscriber.valid'), lines: [datedIn(context, confirmUntil, now)] }]),
    {
      label: words.say('notice:subscriber.nothing.label'),
      lines: [words.say('notice:subscriber.nothing.text')],
    },
  ]
}

function topicInWords(context: MessageContext, { kind, id }: Topic): string {
  const { words, wallet } = context
  switch (kind) {
    case 'component':
      return context.names([id])[0] ?? id
    case 'group': {
      const group = wallet.groups.find((one) => one.id === id)
      return words.say('notice:topic.group', {
        name: group === undefined ? id : plainText(words, group.name),
      })
    }
    case 'incident':
      return words.say('notice:topic.incident', { id })
    case 'operators':
      return id
    case 'everything':
    case 'maintenance':
    case 'announcements':
      return words.say(`notice:topic.${kind}`)
    default:
      return kind satisfies never
  }
}

function quietInWords({ words }: MessageContext, { from, to }: QuietHours): string {
  const key = to > from ? 'page:time.range' : 'page:time.rangeOvernight'
  const hours = words.say(key, { from: clock(from), to: clock(to) })
  return words.say('notice:subscriber.quiet.text', { hours })
}

function clock(minutes: number): string {
  const parts = [Math.floor(minutes / 60), minutes % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
