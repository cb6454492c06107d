import type { Announcement } from '../../../domain/announcement.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'

/** As much of it as a chat shows without folding it away, in characters. */
const LONGEST_BODY = 160

/** What it is called, from when it holds, and how it begins. */
export function announcementLines(context: PageContext, announcement: Announcement): string[] {
  const { words, deps, now } = context
  const body = plainText(words, announcement.body)
    .replaceAll(/\[([^\]]{1,200})\]\([^)]{1,500}\)/g, '$1')
    .replaceAll(/[#*_>`]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const kind = words.say(`page:announcement.kind.${announcement.kind}`)
  return [
    words.say('share:announcement', {
      site: plainText(words, deps.wallet.page.name),
      kind,
      title: plainText(words, announcement.title),
    }),
    words.say('share:effective', { time: words.dateClock(announcement.effectiveAt, now).text }),
    body.length > LONGEST_BODY ? `${body.slice(0, LONGEST_BODY)}…` : body,
  ]
}
