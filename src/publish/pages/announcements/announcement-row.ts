import { isInForce, type Announcement } from '../../../domain/announcement.ts'
import type { TimeView } from '../../../lib/words/times.ts'
import { textView, type TextView } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'

/** An announcement as a line to go to. */
export interface AnnouncementRowView {
  readonly href: string
  readonly title: TextView
  readonly kind: string
  readonly published: TimeView
  /** `将于…生效`, `已过期`; null while it simply is in force. */
  readonly force: string | null
}

export function announcementRow(context: PageContext, announcement: Announcement): AnnouncementRowView {
  const { words, prefix, now } = context
  return {
    href: `${prefix}/announcements/${announcement.id}`,
    title: textView(words, announcement.title),
    kind: words.say(`page:announcement.kind.${announcement.kind}`),
    published: words.dateClock(announcement.publishedAt, now),
    force: forceInWords(context, announcement),
  }
}

export function forceInWords({ words, now }: PageContext, announcement: Announcement): string | null {
  if (isInForce(announcement, now)) return null
  if (announcement.effectiveAt > now) {
    return words.say('page:announcement.from', { time: words.dateClock(announcement.effectiveAt, now).text })
  }
  return words.say('page:announcement.expired')
}
