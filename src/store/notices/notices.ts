import type { Selectable } from 'kysely'

import {
  isPublic,
  type MaintenanceNews,
  type News,
  type NewNotice,
  type Notice,
} from '../../domain/notice.ts'
import { asRows, fromJson, toJson } from '../json.ts'
import type { Db } from '../tables.ts'
import type { NoticeRow } from '../tables/notices.ts'

/**
 * Writes a notice for good and gives it its number. A fan-out takes it to subscribers, unless it is for one alone or for
 * operators.
 */
export async function insertNotice(db: Db, { id, at, news }: NewNotice): Promise<Notice> {
  const { subject, subjectId, moment } = news
  const { num } = await db
    .insertInto('notices')
    .values({
      id,
      subject,
      subject_id: subjectId,
      moment,
      news_json: toJson(news),
      at,
      walked_to: isPublic(news) ? 0 : null,
    })
    .returning('num')
    .executeTakeFirstOrThrow()
  return { num, id, at, news }
}

/** Oldest first. */
export async function walkingNotices(db: Db, { limit }: { readonly limit: number }): Promise<Notice[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('walked_to', 'is not', null)
    .orderBy('num')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

/** Newest first; `beforeNum` goes on after the last one shown. */
export async function latestNotices(
  db: Db,
  { limit, beforeNum }: { readonly limit: number; readonly beforeNum?: number },
): Promise<Notice[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .$if(beforeNum !== undefined, (query) => query.where('num', '<', beforeNum ?? 0))
    .orderBy('num', 'desc')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

export async function noticesByNum(db: Db, nums: readonly number[]): Promise<Map<number, Notice>> {
  if (nums.length === 0) return new Map()
  const rows = await db.selectFrom('notices').selectAll().where('num', 'in', asRows(nums)).execute()
  return new Map(rows.map((row) => [row.num, fromRow(row)]))
}

export async function noticeById(db: Db, id: string): Promise<Notice | undefined> {
  const row = await db.selectFrom('notices').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** The newest notice about a subject; undefined before anybody was told of it. */
export async function newestNoticeOf(
  db: Db,
  { subject, subjectId }: Pick<News, 'subject' | 'subjectId'>,
): Promise<Notice | undefined> {
  const row = await db
    .selectFrom('notices')
    .selectAll()
    .where('subject', '=', subject)
    .where('subject_id', '=', subjectId)
    .orderBy('num', 'desc')
    .executeTakeFirst()
  return row && fromRow(row)
}

/** A notice that came after another of the same subject. */
export interface NewerNotice {
  readonly num: number
  readonly moment: News['moment']
  /** Of planned work, whose words are not all for the same people. */
  readonly news?: MaintenanceNews
}

/** What came after each of these notices about the same subject, by their numbers; those with nothing newer are missing. */
export async function newerNotices(db: Db, nums: readonly number[]): Promise<Map<number, NewerNotice[]>> {
  if (nums.length === 0) return new Map()
  const rows = await db
    .selectFrom('notices as older')
    .innerJoin('notices as newer', (join) =>
      join
        .onRef('newer.subject', '=', 'older.subject')
        .onRef('newer.subject_id', '=', 'older.subject_id')
        .onRef('newer.num', '>', 'older.num'),
    )
    .select(['older.num as of', 'newer.num', 'newer.moment', 'newer.news_json'])
    .where('older.num', 'in', nums)
    .where('older.subject', '!=', 'subscriber')
    .execute()
  const grouped = Map.groupBy(rows, ({ of }) => of)
  return new Map([...grouped].map(([of, newer]) => [of, newer.map(newerFromRow)]))
}

function newerFromRow({
  num,
  moment,
  news_json,
}: Pick<Selectable<NoticeRow>, 'num' | 'moment' | 'news_json'>) {
  const news = fromJson(news_json)
  return { num, moment, ...(news.subject === 'maintenance' && { news }) }
}

/** Moments of one subject that people were told of at `sinceAt` or later. */
export async function toldMoments(
  db: Db,
  { subject, subjectId, sinceAt }: Pick<News, 'subject' | 'subjectId'> & { readonly sinceAt: number },
): Promise<Set<News['moment']>> {
  const rows = await db
    .selectFrom('notices')
    .select('moment')
    .distinct()
    .where('subject', '=', subject)
    .where('subject_id', '=', subjectId)
    .where('at', '>=', sinceAt)
    .execute()
  return new Set(rows.map(({ moment }) => moment))
}

function fromRow({ num, id, at, news_json }: Selectable<NoticeRow>): Notice {
  return { num, id, at, news: fromJson(news_json) }
}
