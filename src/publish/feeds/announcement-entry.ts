import type { Announcement } from '../../domain/announcement.ts'
import { fullNames } from '../pages/components/component-name.ts'
import { plainText } from '../../lib/words/local-text.ts'
import type { PageContext } from '../pages/page-context.ts'
import { entryId, type Entry } from './entry.ts'
import { entryBody, paragraph } from './entry-body.ts'
import { markedDemo } from './feed-links.ts'
import { lastingContext } from './lasting-context.ts'

const SUMMARY_LENGTH = 120

/** One official word in full. */
export function announcementEntry(
  reading: PageContext,
  announcement: Announcement,
  markdown: (source: string) => string,
): Entry {
  const { publishedAt } = announcement
  const context = lastingContext(reading, publishedAt)
  const { words, prefix, deps } = context
  const { publicUrl } = deps.wallet.page
  const url = `${publicUrl}${prefix}/announcements/${announcement.id}`
  const text = plainText(words, announcement.body)
  const kind = words.say(`page:announcement.kind.${announcement.kind}`)
  const title = words.say('feed:announcement', { kind, title: plainText(words, announcement.title) })
  return {
    id: entryId('announcement', announcement.id, context.locale),
    kind: 'announcement',
    url,
    title: markedDemo(context, title),
    summary: beginning(text),
    publishedAt,
    updatedAt: publishedAt,
    ...entryBody(context, {
      kind: 'announcement',
      url,
      blocks: [paragraph(force(context, announcement), concerns(context, announcement))],
      prose: { html: absolute(markdown(text), publicUrl), text },
    }),
  }
}

/** From when until when it holds; the same on every day, unlike "expired". */
function force({ words, now }: PageContext, { effectiveAt, expiresAt }: Announcement): string {
  const zone = words.zoneName
  const from = words.dateClock(effectiveAt, now).text
  if (expiresAt === undefined) return words.say('feed:inForce', { from, zone })
  return words.say('feed:inForceUntil', { from, to: words.dateClock(expiresAt, now).text, zone })
}

function concerns(context: PageContext, { componentIds }: Announcement): string {
  const names = fullNames(context, componentIds)
  return names.length === 0 ? '' : context.words.say('feed:concerns', { names: context.words.list(names) })
}

/** A path of ours means nothing in somebody's reader. */
function absolute(html: string, publicUrl: string): string {
  return html.replaceAll(/href="\/(?!\/)/g, () => `href="${publicUrl}/`)
}

/** The first words without the marks of Markdown. */
function beginning(text: string): string {
  const plain = text.replaceAll(/[#*_<>`[\]]/g, '').replaceAll(/\s+/g, ' ')
  const characters = Array.from(plain.trim())
  const end = characters.length > SUMMARY_LENGTH ? '…' : ''
  return `${characters.slice(0, SUMMARY_LENGTH).join('')}${end}`
}
