import { sql } from 'kysely'

import type { Delivery } from '../../domain/delivery.ts'
import type { News } from '../../domain/notice.ts'
import type { TransportKind } from '../../domain/transport.ts'
import { asRows } from '../json.ts'
import type { Db } from '../tables.ts'

/** Writes one delivery to one subscriber, for what only they are told. */
export async function insertDelivery(
  db: Db,
  delivery: {
    readonly noticeNum: number
    readonly subscriberNum: number
    readonly transport: TransportKind
    readonly now: number
  },
): Promise<void> {
  const { noticeNum, subscriberNum, transport, now } = delivery
  await db
    .insertInto('deliveries')
    .values({
      notice: noticeNum,
      subscriber: subscriberNum,
      transport,
      status: 'waiting',
      due_at: now,
      created_at: now,
    })
    .execute()
}

/** Letters that each of these subscribers was sent since an instant, oldest first, by when they were. */
export async function sentSince(
  db: Db,
  { subscribers, sinceAt }: { readonly subscribers: readonly number[]; readonly sinceAt: number },
): Promise<Map<number, number[]>> {
  if (subscribers.length === 0) return new Map()
  const rows = await db
    .selectFrom('deliveries')
    .select(['subscriber', 'letter'])
    .select(({ fn }) => fn.max('settled_at').as('at'))
    .where('subscriber', 'in', asRows(subscribers))
    .where('status', '=', 'sent')
    .where('settled_at', '>', sinceAt)
    .groupBy(['subscriber', 'letter'])
    .orderBy('at')
    .execute()
  const grouped = Map.groupBy(rows, ({ subscriber }) => subscriber)
  return new Map([...grouped].map(([subscriber, sent]) => [subscriber, sent.map(({ at }) => Number(at))]))
}

/** How many deliveries of each of these notices are in each status. */
export async function countDeliveries(
  db: Db,
  noticeNums: readonly number[],
): Promise<Map<number, Partial<Record<Delivery['status'], number>>>> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['notice', 'status'])
    .select(sql<number>`count(*)`.as('count'))
    .where('notice', 'in', asRows(noticeNums))
    .groupBy(['notice', 'status'])
    .execute()
  const byNotice = Map.groupBy(rows, ({ notice }) => notice)
  return new Map(
    [...byNotice].map(([notice, of]) => [
      notice,
      Object.fromEntries(of.map(({ status, count }) => [status, count])),
    ]),
  )
}

/** Calls back what waits to be told of a subject; what is on its way arrives. */
export async function callBack(
  tx: Db,
  { subject, subjectId, now }: Pick<News, 'subject' | 'subjectId'> & { readonly now: number },
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ status: 'needless', settled_at: now })
    .where('status', '=', 'waiting')
    .where('notice', 'in', (from) =>
      from
        .selectFrom('notices')
        .select('num')
        .where('subject', '=', subject)
        .where('subject_id', '=', subjectId),
    )
    .execute()
  // Whoever the fan-out has not come to yet is spared as well.
  await tx
    .updateTable('notices')
    .set({ walked_to: null })
    .where('subject', '=', subject)
    .where('subject_id', '=', subjectId)
    .execute()
}

/**
 * Forgets who was sent notices written before an instant, about `limit` rows at a time; what is still to go out stays.
 * Answers how many.
 */
export async function sweepDeliveries(
  db: Db,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<number> {
  // By notice, which has an index: one more on when each was settled would cost every one of them.
  const { numAffectedRows = 0n } = await sql`
    delete from deliveries where num in (
      select num from deliveries
      where notice in (select num from notices where at < ${before}) and status not in ('waiting', 'sending')
      limit ${limit})`.execute(db)
  return Number(numAffectedRows)
}
