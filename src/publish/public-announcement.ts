import type { Announcement } from '../domain/announcement.ts'
import { publicText } from './public-text.ts'

/** Which ids may be named in public: configured components, published incidents. */
export interface PublicIds {
  readonly componentIds: ReadonlySet<string>
  readonly incidentIds: ReadonlySet<string>
}

/** An announcement as readers may see it: it never names a draft incident or a component that is not configured. */
export function publicAnnouncement(announcement: Announcement, ids: PublicIds): Announcement {
  const { incidentId, expiresAt } = announcement
  return {
    id: announcement.id,
    kind: announcement.kind,
    title: publicText(announcement.title),
    body: publicText(announcement.body),
    helpTopics: [...announcement.helpTopics],
    componentIds: announcement.componentIds.filter((id) => ids.componentIds.has(id)),
    ...(incidentId !== undefined && ids.incidentIds.has(incidentId) && { incidentId }),
    publishedAt: announcement.publishedAt,
    effectiveAt: announcement.effectiveAt,
    ...(expiresAt !== undefined && { expiresAt }),
  }
}
