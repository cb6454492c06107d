import type { Selectable } from 'kysely'

import type { Announcement } from '../domain/announcement.ts'
import { fromJson, toJson } from './json.ts'
import type { Db } from './tables.ts'
import type { AnnouncementRow } from './tables/announcements.ts'
import { withoutNulls } from './without-nulls.ts'

export async function insertAnnouncement(db: Db, announcement: Announcement): Promise<void> {
  await db
    .insertInto('announcements')
    .values({
      id: announcement.id,
      kind: announcement.kind,
      title_json: toJson(announcement.title),
      body_json: toJson(announcement.body),
      help_topics_json: toJson(announcement.helpTopics),
      component_ids_json: toJson(announcement.componentIds),
      incident_id: announcement.incidentId,
      published_at: announcement.publishedAt,
      effective_at: announcement.effectiveAt,
      expires_at: announcement.expiresAt,
    })
    .execute()
}

export async function announcementById(db: Db, id: string): Promise<Announcement | undefined> {
  const row = await db.selectFrom('announcements').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** Sets from when until when an announcement is in force. */
export async function updateForce(
  db: Db,
  { id, effectiveAt, expiresAt }: Required<Pick<Announcement, 'id' | 'effectiveAt' | 'expiresAt'>>,
): Promise<void> {
  await db
    .updateTable('announcements')
    .set({ effective_at: effectiveAt, expires_at: expiresAt })
    .where('id', '=', id)
    .execute()
}

/** What holds at `now` or will, newest first. */
export async function announcementsToCome(db: Db, now: number): Promise<Announcement[]> {
  const rows = await db
    .selectFrom('announcements')
    .selectAll()
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .orderBy('published_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

/** Newest first; `beforeAt` continues a list after the last one shown, by its publishedAt. */
export async function announcements(
  db: Db,
  { limit, beforeAt }: { limit: number; beforeAt?: number },
): Promise<Announcement[]> {
  const rows = await db
    .selectFrom('announcements')
    .selectAll()
    .$if(beforeAt !== undefined, (query) => query.where('published_at', '<', beforeAt ?? 0))
    .orderBy('published_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

/** What holds now (domain/announcement.ts isInForce), newest first. */
export async function announcementsInForce(db: Db, now: number): Promise<Announcement[]> {
  const rows = await db
    .selectFrom('announcements')
    .selectAll()
    .where('effective_at', '<=', now)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .orderBy('published_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

function fromRow(row: Selectable<AnnouncementRow>): Announcement {
  return {
    id: row.id,
    kind: row.kind,
    title: fromJson(row.title_json),
    body: fromJson(row.body_json),
    helpTopics: fromJson(row.help_topics_json),
    componentIds: fromJson(row.component_ids_json),
    publishedAt: row.published_at,
    effectiveAt: row.effective_at,
    ...withoutNulls({ incidentId: row.incident_id, expiresAt: row.expires_at }),
  }
}
