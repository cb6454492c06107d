import type { Announcement } from '../../domain/announcement.ts'
import { incidentById } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import { publicText } from '../../domain/public-text.ts'

/** An announcement as readers may see it: it never names a draft incident or a component that is not configured. */
export async function publicAnnouncement(
  announcement: Announcement,
  deps: { readonly db: Db; readonly componentIds: ReadonlySet<string> },
): Promise<Announcement> {
  const { incidentId, expiresAt } = announcement
  const incident = incidentId === undefined ? undefined : await incidentById(deps.db, incidentId)
  return {
    id: announcement.id,
    kind: announcement.kind,
    title: publicText(announcement.title),
    body: publicText(announcement.body),
    helpTopics: [...announcement.helpTopics],
    componentIds: announcement.componentIds.filter((id) => deps.componentIds.has(id)),
    ...(incident?.publication === 'published' && { incidentId: incident.id }),
    publishedAt: announcement.publishedAt,
    effectiveAt: announcement.effectiveAt,
    ...(expiresAt !== undefined && { expiresAt }),
  }
}
