import type { Announcement } from '../../../domain/announcement.ts'
import { forceInWords } from './announcement-row.ts'
import { componentLinks } from '../components/component-name.ts'
import type { PageContent } from '../frame.ts'
import { plainText, textView } from '../../../lib/words/local-text.ts'
import { announcementLines } from '../share/announcement-lines.ts'
import { shareView } from '../share/share-view.ts'
import type { PageContext } from '../page-context.ts'

const DESCRIPTION_LENGTH = 120

/** One official word in full. `code` is that of the notice that told of it. */
export function announcementContent(
  context: PageContext,
  announcement: Announcement,
  { markdown, code }: { readonly markdown: (source: string) => string; readonly code?: string },
): PageContent {
  const { words, now, prefix } = context
  const body = textView(words, announcement.body)
  const { expiresAt, incidentId } = announcement
  return {
    title: plainText(words, announcement.title),
    description: body.text.replaceAll(/[#*_>`[\]]/g, '').slice(0, DESCRIPTION_LENGTH),
    path: `/announcements/${announcement.id}`,
    template: 'pages/announcement',
    sheets: ['assets/share.css'],
    structured: { datePublished: new Date(announcement.publishedAt).toISOString() },
    view: {
      title: textView(words, announcement.title),
      kind: words.say(`page:announcement.kind.${announcement.kind}`),
      published: words.dateClock(announcement.publishedAt, now),
      effective: words.dateClock(announcement.effectiveAt, now),
      expires: expiresAt === undefined ? null : words.dateClock(expiresAt, now),
      force: forceInWords(context, announcement),
      bodyLang: body.lang,
      // The title has said so already where both exist in one language only.
      bodyNote: textView(words, announcement.title).note === null ? body.note : null,
      html: markdown(body.text),
      components: componentLinks(context, announcement.componentIds),
      incidentHref: incidentId === undefined ? null : `${prefix}/incidents/${incidentId}`,
      share: shareView(context, {
        lines: announcementLines(context, announcement),
        path: `/announcements/${announcement.id}`,
        ...(code !== undefined && { code }),
      }),
    },
  }
}
