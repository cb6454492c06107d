import type { Message } from '../../domain/message.ts'
import type { AnnouncementNews, Notice } from '../../domain/notice.ts'
import { plainText, textView } from '../../lib/words/local-text.ts'
import { dataOf } from './data.ts'
import type { MarkdownText } from './markdown-text.ts'
import { type MessageContext, oneLine, senderOf } from './message-context.ts'

/** An official word, its Markdown as plain paragraphs. */
export function announcementMessage(
  context: MessageContext,
  notice: Notice,
  news: AnnouncementNews,
  markdownText: MarkdownText,
): Message {
  const { words, site } = context
  const body = textView(words, news.body)
  const title = plainText(words, news.title)
  const components = context.names(news.componentIds)
  // The title has said so already where both exist in one language only.
  const note = textView(words, news.title).note === null ? (body.note ?? '') : ''
  return {
    locale: context.locale,
    kind: 'announcement',
    id: notice.id,
    title: oneLine(
      words.say('notice:title.plain', {
        state: words.say(`page:announcement.kind.${news.kind}`),
        what: title,
      }),
    ),
    lead: `${markdownText(body.text)}${note}`,
    facts:
      components.length > 0 ? [{ label: words.say('page:announcement.components'), lines: components }] : [],
    scam: words.say('notice:scam'),
    sender: senderOf(context),
    page: {
      label: words.say('notice:announcement.page'),
      url: `${site}/announcements/${encodeURIComponent(news.subjectId)}`,
    },
    parts: [],
    data: dataOf(context.wallet, notice, news),
  }
}
