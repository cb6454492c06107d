import { sql, type Selectable } from 'kysely'

import type { Delivery, DeliveryStatus } from '../domain/delivery.ts'
import type { News } from '../domain/notice.ts'
import type { TransportKind } from '../domain/transport.ts'
import { asRows } from './json.ts'
import type { Db, DeliveryRow } from './tables.ts'
import { withoutNulls } from './without-nulls.ts'

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

/** Whether anything is due by a transport: cheap enough to ask many times a second, outside of any transaction. */
export async function isAnythingDue(
  db: Db,
  due: { readonly transport: TransportKind; readonly now: number },
): Promise<boolean> {
  return (await waiting(db, due).limit(1).executeTakeFirst()) !== undefined
}

/**
 * What is due for at most `limit` subscribers of a transport, longest waiting first: everything that is due for each
 * of them, so that they get it in one letter. Whoever has a letter on its way gets the next one after it, never before.
 * Nothing is claimed by this.
 */
export async function dueDeliveries(
  db: Db,
  due: { readonly transport: TransportKind; readonly now: number; readonly limit: number },
): Promise<Delivery[]> {
  const { transport, now, limit } = due
  const first = await waiting(db, { transport, now }).limit(limit).execute()
  const subscribers = [...new Set(first.map(({ subscriber }) => subscriber))]
  if (subscribers.length === 0) return []
  // Asked for by its unique index; who has one thing waiting, nearly everybody, has nothing more.
  const all = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('subscriber', 'in', asRows(subscribers))
    .where('status', '=', 'waiting')
    .where('due_at', '<=', now)
    .orderBy('num')
    .execute()
  return all.map(fromRow)
}

function waiting(db: Db, { transport, now }: { readonly transport: TransportKind; readonly now: number }) {
  return db
    .selectFrom('deliveries')
    .select('subscriber')
    .where('transport', '=', transport)
    .where('status', '=', 'waiting')
    .where('due_at', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('deliveries as other')
            .select('other.num')
            .whereRef('other.subscriber', '=', 'deliveries.subscriber')
            .where('other.status', '=', 'sending'),
        ),
      ),
    )
    .orderBy('due_at')
    .orderBy('num')
}

/** Who holds what until when. */
export interface Lease {
  readonly owner: string
  readonly until: number
}

/** Takes deliveries under a lease, each as part of its letter. */
export async function claimDeliveries(
  tx: Db,
  claims: ReadonlyMap<string, readonly number[]>,
  { owner, until }: Lease,
): Promise<void> {
  for (const [letter, nums] of claims) {
    await tx
      .updateTable('deliveries')
      .set({ status: 'sending', letter, lease_owner: owner, lease_until: until })
      .where('num', 'in', asRows(nums))
      .where('status', '=', 'waiting')
      .execute()
  }
}

/**
 * Gives back what was claimed and never settled: by `owner`, which has begun anew, or by any other whose lease ran out. An
 * owner's own leases never run out while it lives: what it has sent and could not write down yet is no one else's to send.
 */
export async function releaseLeases(
  db: Db,
  { owner, began, now }: { readonly owner: string; readonly began: boolean; readonly now: number },
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set({ status: 'waiting', lease_owner: null, lease_until: null, due_at: now })
    .where('status', '=', 'sending')
    .where((where) =>
      began
        ? where('lease_owner', '=', owner)
        : where.and([where('lease_owner', '!=', owner), where('lease_until', '<=', now)]),
    )
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Gives back what was claimed and not begun. */
export async function releaseDeliveries(db: Db, nums: readonly number[]): Promise<void> {
  if (nums.length === 0) return
  await db
    .updateTable('deliveries')
    .set({ status: 'waiting', lease_owner: null, lease_until: null })
    .where('num', 'in', asRows(nums))
    .where('status', '=', 'sending')
    .execute()
}

/** How a try ended, for all the deliveries of one letter. */
export type Settlement =
  | { readonly kind: 'sent' | 'superseded' | 'needless'; readonly nums: readonly number[] }
  /** May not go yet, which is nobody's failure; the day in which it is tried begins then. */
  | { readonly kind: 'hold'; readonly nums: readonly number[]; readonly dueAt: number }
  | { readonly kind: 'dead'; readonly nums: readonly number[]; readonly error: string }
  | {
      readonly kind: 'again'
      readonly nums: readonly number[]
      readonly dueAt: number
      /** Whether it counts as a try that failed. */
      readonly counts: boolean
      readonly error: string
    }

export async function settleDeliveries(
  tx: Db,
  settlements: readonly Settlement[],
  now: number,
): Promise<void> {
  for (const status of ['sent', 'superseded', 'needless'] as const) {
    const nums = settlements.flatMap((one) => (one.kind === status ? one.nums : []))
    if (nums.length > 0) await end(tx, nums, { status, now })
  }
  for (const one of settlements) {
    if (one.kind === 'dead') await end(tx, one.nums, { status: 'dead', error: one.error, now })
    if (one.kind === 'again') await waitAgain(tx, one)
    if (one.kind === 'hold') await hold(tx, one)
  }
}

async function end(
  tx: Db,
  nums: readonly number[],
  how: {
    readonly status: Exclude<DeliveryStatus, 'waiting' | 'sending'>
    readonly error?: string
    readonly now: number
  },
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({
      status: how.status,
      error: how.error ?? null,
      settled_at: how.now,
      lease_owner: null,
      lease_until: null,
    })
    .where('num', 'in', asRows(nums))
    .execute()
}

async function waitAgain(tx: Db, one: Extract<Settlement, { kind: 'again' }>): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set((set) => ({
      status: 'waiting',
      due_at: one.dueAt,
      attempts: set('attempts', '+', one.counts ? 1 : 0),
      error: one.error,
      lease_owner: null,
      lease_until: null,
    }))
    .where('num', 'in', asRows(one.nums))
    .execute()
}

async function hold(tx: Db, { nums, dueAt }: Extract<Settlement, { kind: 'hold' }>): Promise<void> {
  await tx
    .updateTable('deliveries')
    // One that was tried already has had its beginning: else it would be tried for ever, a day after every night.
    .set(({ eb }) => ({
      due_at: dueAt,
      created_at: eb.case().when('attempts', '=', 0).then(dueAt).else(eb.ref('created_at')).end(),
    }))
    .where('num', 'in', nums)
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

function fromRow(row: Selectable<DeliveryRow>): Delivery {
  return {
    num: row.num,
    noticeNum: row.notice,
    subscriberNum: row.subscriber,
    transport: row.transport,
    status: row.status,
    dueAt: row.due_at,
    attempts: row.attempts,
    createdAt: row.created_at,
    ...withoutNulls({ letter: row.letter }),
  }
}
