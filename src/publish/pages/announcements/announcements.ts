import { ANNOUNCEMENT_KINDS } from '../../../domain/announcement.ts'
import type { AnnouncementArchive, AnnouncementQuery } from '../../readers/read-announcement.ts'
import { announcementRow } from './announcement-row.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'

export type AnnouncementsAsked =
  | { readonly ok: true; readonly query: AnnouncementQuery }
  | { readonly ok: false; readonly name: string; readonly value: string }

export function readAnnouncementsQuery(query: Readonly<Record<string, string>>): AnnouncementsAsked {
  const { kind: kindName = '', before = '' } = query
  const kind = ANNOUNCEMENT_KINDS.find((known) => known === kindName)
  if (kind === undefined && kindName !== '') return { ok: false, name: 'kind', value: kindName }
  if (before !== '' && !/^(?:0|[1-9]\d{0,14})$/.test(before))
    return { ok: false, name: 'before', value: before }
  return {
    ok: true,
    query: { ...(kind !== undefined && { kind }), ...(before !== '' && { beforeAt: Number(before) }) },
  }
}

/** Every official word, newest first; what is in force stands out by not being marked as past. */
export function announcementsContent(
  context: PageContext,
  query: AnnouncementQuery,
  archive: AnnouncementArchive,
): PageContent {
  const { words, prefix } = context
  const { olderBeforeAt } = archive
  return {
    title: words.say('page:announcements.title'),
    description: words.say('page:announcements.description'),
    path: pathOf(query),
    template: 'pages/announcements',
    view: {
      kinds: [undefined, ...ANNOUNCEMENT_KINDS].map((kind) => ({
        label: words.say(`page:announcement.kind.${kind ?? 'all'}`),
        href: `${prefix}${pathOf(kind === undefined ? {} : { kind })}`,
        current: kind === query.kind,
      })),
      rows: archive.announcements.map((announcement) => announcementRow(context, announcement)),
      olderHref:
        olderBeforeAt === undefined ? null : `${prefix}${pathOf({ ...query, beforeAt: olderBeforeAt })}`,
    },
  }
}

function pathOf({ kind, beforeAt }: AnnouncementQuery): string {
  const asked = new URLSearchParams({
    ...(kind !== undefined && { kind }),
    ...(beforeAt !== undefined && { before: String(beforeAt) }),
  }).toString()
  return asked === '' ? '/announcements' : `/announcements?${asked}`
}
