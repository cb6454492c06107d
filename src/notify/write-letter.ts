import { LRUCache } from 'lru-cache'

import type { Locale } from '../domain/locale.ts'
import type { Letter, Message } from '../domain/message.ts'
import type { News, Notice, SubscriberNews } from '../domain/notice.ts'
import type { Subscriber } from '../domain/subscriber.ts'
import { linksOf } from '../lib/letter-links.ts'
import type { Tokens } from '../lib/tokens.ts'
import type { Claimed } from './claim.ts'

/** What makes finished words of notices. */
export interface Messages {
  news(
    notice: Notice & { readonly news: Exclude<News, SubscriberNews> },
    locale: Locale,
    now: number,
  ): Message
  /** Several notices as one, oldest first. */
  digest(id: string, notices: readonly Notice[], locale: Locale, now: number): Message
  /** What only this subscriber is told. */
  subscriber(notice: Notice & { readonly news: SubscriberNews }, subscriber: Subscriber, now: number): Message
}

/** Messages kept at a time: of each notice on its way, one in each language. */
const KEPT_MESSAGES = 64

/** Makes letters of what was claimed: the words once per notice and language, the rest per recipient. */
export function createLetterWriter(deps: {
  readonly messages: Messages
  readonly tokens: Pick<Tokens, 'token'>
  readonly publicUrl: string
}): (claimed: Claimed, now: number) => Letter {
  const { messages } = deps
  const kept = new LRUCache<string, Message>({ max: KEPT_MESSAGES })

  const messageFor = ({ letter, notices, subscriber }: Claimed, now: number): Message => {
    const { locale } = subscriber
    const [first, ...more] = notices
    if (first === undefined) throw new Error('A letter is about at least one notice.')
    if (more.length > 0) return messages.digest(letter, notices, locale, now)
    if (isOwn(first)) return messages.subscriber(first, subscriber, now)
    const key = `${first.num} ${locale}`
    const known = kept.get(key) ?? (isNews(first) ? messages.news(first, locale, now) : undefined)
    if (known === undefined) throw new Error('A notice is either news or about a subscription.')
    kept.set(key, known)
    return known
  }

  return (claimed, now) => {
    const { letter, subscriber } = claimed
    const { id, transport, address, settings } = subscriber
    const { confirm, ...links } = linksOf(deps, subscriber)
    const asks = claimed.notices.some(
      ({ news }) => news.subject === 'subscriber' && news.moment === 'confirm',
    )
    return {
      key: `${letter}.${id}`,
      message: messageFor(claimed, now),
      to: { transport, address, settings, subscriberId: id },
      links: asks ? { ...links, confirm } : links,
    }
  }
}

function isOwn(notice: Notice): notice is Notice & { readonly news: SubscriberNews } {
  return notice.news.subject === 'subscriber'
}

function isNews(notice: Notice): notice is Notice & { readonly news: Exclude<News, SubscriberNews> } {
  return !isOwn(notice)
}
