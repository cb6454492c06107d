import { LOCALES, type Locale } from '../../domain/locale.ts'
import type { Message } from '../../domain/message.ts'
import type { Notice } from '../../domain/notice.ts'
import type { Wallet } from '../../domain/wallet.ts'
import type { Texts } from '../../lib/text.ts'
import { announcementMessage } from './announcement-message.ts'
import { digestMessage, newestOfEach } from './digest-message.ts'
import { incidentMessage } from './incident-message.ts'
import { maintenanceMessage } from './maintenance-message.ts'
import { createMarkdownText } from './markdown-text.ts'
import { createMessageContext, type MessageContext } from './message-context.ts'
import { operatorsMessage } from './operators-message.ts'
import { ticketMessage } from './ticket-message.ts'
import { subscriberMessage, type Addressee } from './subscriber-message.ts'

/** Notices in words, one language at a time; `now` decides how moments are dated. Pure. */
export interface Messages {
  /** Throws for news to one subscriber alone. */
  news(notice: Notice, locale: Locale, now: number): Message
  /** Several notices as one message, the newest of each subject only; throws where there is none. */
  digest(notices: readonly Notice[], locale: Locale, now: number): Message
  /** About a subscription itself; throws for any other news. */
  subscriber(notice: Notice, subscriber: Addressee, locale: Locale, now: number): Message
}

export function createMessages({
  wallet,
  texts,
}: {
  readonly wallet: Wallet
  readonly texts: Texts
}): Messages {
  const contexts = new Map(
    LOCALES.map((locale) => [locale, createMessageContext(wallet, texts, locale)] as const),
  )
  const contextOf = (locale: Locale): MessageContext => {
    const context = contexts.get(locale)
    if (context === undefined) throw new Error(`No words in ${locale}.`)
    return context
  }
  const markdownText = createMarkdownText()
  const news: Messages['news'] = (notice, locale, now) => {
    const context = contextOf(locale)
    switch (notice.news.subject) {
      case 'incident':
        return incidentMessage(context, notice, notice.news, now)
      case 'maintenance':
        return maintenanceMessage(context, notice, notice.news, now)
      case 'announcement':
        return announcementMessage(context, notice, notice.news, markdownText)
      case 'ticket':
        return ticketMessage(context, notice, notice.news)
      case 'operators':
        return operatorsMessage(context, notice, notice.news, now)
      case 'subscriber':
        throw new Error(`Notice ${notice.id} is for one subscriber alone.`)
      default:
        return notice.news satisfies never
    }
  }
  return {
    news,
    digest(notices, locale, now) {
      const parts = newestOfEach(notices).map((notice) => news(notice, locale, now))
      return digestMessage(contextOf(locale), { parts, now })
    },
    subscriber(notice, subscriber, locale, now) {
      if (notice.news.subject !== 'subscriber') throw new Error(`Notice ${notice.id} is for everybody.`)
      return subscriberMessage(contextOf(locale), notice, { news: notice.news, subscriber, now })
    },
  }
}
