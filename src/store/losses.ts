import { sql, type Selectable } from 'kysely'

import type { LossNotice, LossState, LossStep } from '../domain/loss-notice.ts'
import { fromJson, toJson } from './json.ts'
import type { Db } from './tables.ts'
import type { LossRow } from './tables/losses.ts'
import { withoutNulls } from './without-nulls.ts'

/** A notice with what only the recorder needs of it. */
export type StoredLoss = LossNotice & {
  readonly num: number
  readonly tokenHash: string
  /** When it was found that an operator has been told of it. */
  readonly reachedAt?: number
}

/** Writes a notice; without `toldAt` it waits to be told with others. Answers whether its number was free. */
export async function insertLoss(
  db: Db,
  {
    notice,
    tokenHash,
    crowd,
    toldAt,
  }: {
    readonly notice: Omit<LossNotice, 'state' | 'steps'>
    readonly tokenHash: string
    readonly crowd: string
    readonly toldAt?: number | undefined
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('losses')
    .values({
      ref: notice.ref,
      token_hash: tokenHash,
      locale: notice.locale,
      lost_json: toJson(notice.lost),
      noticed_at: notice.noticedAt ?? null,
      account_hint: notice.accountHint ?? null,
      contact: notice.contact ?? null,
      words: notice.words ?? null,
      received_at: notice.receivedAt,
      digest: notice.digest,
      state: 'received',
      told_at: toldAt ?? null,
      crowd,
    })
    .onConflict((conflict) => conflict.column('ref').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function lossByToken(db: Db, tokenHash: string): Promise<StoredLoss | undefined> {
  const row = await db.selectFrom('losses').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
  return row && withSteps(db, row)
}

export async function lossByRef(db: Db, ref: string): Promise<StoredLoss | undefined> {
  const row = await db.selectFrom('losses').selectAll().where('ref', '=', ref).executeTakeFirst()
  return row && withSteps(db, row)
}

/** Newest first; those that are closed only where asked for. Their steps are left out. */
export async function latestLosses(
  db: Db,
  { limit, closed }: { readonly limit: number; readonly closed: boolean },
): Promise<StoredLoss[]> {
  const rows = await db
    .selectFrom('losses')
    .selectAll()
    .$if(!closed, (query) => query.where('state', '!=', 'closed'))
    .orderBy('received_at', 'desc')
    .orderBy('num', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => fromRow(row, []))
}

/** Writes down what happened, and the state it led to. */
export async function addLossStep(tx: Db, num: number, { at, state, words }: LossStep): Promise<void> {
  await tx
    .insertInto('loss_steps')
    .values({ loss: num, at, state, words: words ?? null })
    .execute()
  await tx.updateTable('losses').set({ state }).where('num', '=', num).execute()
}

export async function deleteLoss(tx: Db, num: number): Promise<void> {
  await tx.deleteFrom('losses').where('num', '=', num).execute()
}

/**
 * How many operators were told of one by one since an instant. Counted by what they were told, which stays when a notice of loss is
 * deleted and is little however many of those come.
 */
export async function toldSince(tx: Db, sinceAt: number): Promise<number> {
  const row = await tx
    .selectFrom('notices')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('at', '>=', sinceAt)
    .where('subject', '=', 'operators')
    // The word on many of them is about none (record/losses/tell-of-many.ts).
    .where('subject_id', 'like', 'loss:L%')
    .executeTakeFirstOrThrow()
  return row.count
}

/** Takes those that wait to be told together as told, and answers how many they were. */
export async function takeUntold(tx: Db, now: number): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('losses')
    .set({ told_at: now })
    .where('told_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

export async function isAnyUntold(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('losses')
    .select('num')
    .where('told_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** How many nobody has looked at. */
export async function countUnseenLosses(tx: Db): Promise<number> {
  const row = await tx
    .selectFrom('losses')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'received')
    .executeTakeFirstOrThrow()
  return row.count
}

export async function countLosses(tx: Db): Promise<number> {
  const row = await tx
    .selectFrom('losses')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** Lets go of the oldest that nobody has opened yet, of those who came in with most others. */
export async function dropOfLargestCrowd(tx: Db, limit: number): Promise<void> {
  await sql`
    delete from losses where num in (
      select num from losses
      where state = 'received' and crowd = (
        select crowd from losses where state = 'received' group by crowd order by count(*) desc limit 1)
      order by num limit ${limit})`.execute(tx)
}

/** Deletes what was received before an instant, about `limit` rows at a time. Answers how many. */
export async function sweepLosses(
  db: Db,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from losses where num in (select num from losses where received_at < ${before} limit ${limit})`.execute(
    db,
  )
  return Number(numAffectedRows)
}

async function withSteps(db: Db, row: Selectable<LossRow>): Promise<StoredLoss> {
  const steps = await db
    .selectFrom('loss_steps')
    .selectAll()
    .where('loss', '=', row.num)
    .orderBy('num')
    .execute()
  return fromRow(
    row,
    steps.map(({ at, state, words }) => ({ at, state, ...withoutNulls({ words }) })),
  )
}

function fromRow(row: Selectable<LossRow>, steps: readonly LossStep[]): StoredLoss {
  return {
    num: row.num,
    ref: row.ref,
    tokenHash: row.token_hash,
    locale: row.locale,
    lost: fromJson(row.lost_json),
    receivedAt: row.received_at,
    digest: row.digest,
    state: row.state satisfies LossState,
    steps,
    ...withoutNulls({
      noticedAt: row.noticed_at,
      accountHint: row.account_hint,
      contact: row.contact,
      words: row.words,
      reachedAt: row.reached_at,
    }),
  }
}
