import { LRUCache } from 'lru-cache'

import type { Letter, Message } from '../domain/message.ts'
import type { Recipient } from '../domain/subscriber.ts'
import { linksOf, ticketLinksOf } from '../lib/letter-links.ts'
import type { Tokens } from '../lib/tokens.ts'
import type { Claimed } from './claim.ts'
import { letterKey } from './letter-key.ts'
import type { Messages } from './message/messages.ts'

/** Messages kept at a time: of each notice on its way, one in each language. */
const KEPT_MESSAGES = 64

/** Makes letters of what was claimed: the words once per notice and language, the rest per recipient. */
export function createLetterWriter(deps: {
  readonly messages: Messages
  readonly tokens: Pick<Tokens, 'token'>
  readonly publicUrl: string
  readonly operators: ReadonlyMap<string, Recipient>
}): (claimed: Claimed, now: number) => Letter {
  const { messages } = deps
  const kept = new LRUCache<string, Message>({ max: KEPT_MESSAGES })

  const messageFor = ({ notices, subscriber }: Claimed, now: number): Message => {
    const { locale } = subscriber
    const [first, ...more] = notices
    if (first === undefined) throw new Error('A letter is about at least one notice.')
    if (more.length > 0) return messages.digest(notices, locale, now)
    if (first.news.subject === 'subscriber') return messages.subscriber(first, subscriber, locale, now)
    const key = `${first.num} ${locale}`
    const known = kept.get(key) ?? messages.news(first, locale, now)
    kept.set(key, known)
    return known
  }

  /** The database holds a name for each of them, and the configuration where it leads. */
  const operatorAt = (name: string): Recipient => {
    const recipient = deps.operators.get(name)
    if (recipient === undefined)
      throw new Error('An operator is to be told whom the configuration does not name.')
    return recipient
  }

  return (claimed, now) => {
    const { letter, subscriber } = claimed
    const { id } = subscriber
    const isOperator = claimed.notices.some(({ news }) => news.subject === 'operators')
    const { ticket } = subscriber
    const asks = claimed.notices.some(
      ({ news }) => news.subject === 'subscriber' && news.moment === 'confirm',
    )
    const key = letterKey(letter, id)
    const message = messageFor(claimed, now)
    if (ticket !== undefined) {
      const to = { transport: subscriber.transport, address: ticket.address, settings: {}, subscriberId: id }
      return { key, message, to, links: ticketLinksOf(deps, { ...subscriber, ref: ticket.ref }) }
    }
    return {
      key,
      message,
      to: { ...(isOperator ? operatorAt(subscriber.address) : recipientOf(subscriber)), subscriberId: id },
      links: isOperator ? {} : linksOf(deps, subscriber, { asks }),
    }
  }
}

function recipientOf({ transport, address, settings }: Recipient): Recipient {
  return { transport, address, settings }
}
