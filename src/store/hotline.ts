import type { HotlineCall, HotlineQueue } from '../domain/hotline.ts'
import { decodeHistogram, encodeHistogram } from './rollups/histogram-code.ts'
import { addLatency, emptyHistogram, type Histogram } from './rollups/histogram.ts'
import type { Db } from './tables.ts'
import { withoutNulls } from './without-nulls.ts'

/** The calls to one contact that began in one hour of UTC. */
export interface HotlineHour {
  readonly contactId: string
  /** First instant of the hour. */
  readonly at: number
  readonly answered: number
  readonly lost: number
  /** Waits of those that were answered. */
  readonly waits: Histogram
}

const HOUR_MS = 3_600_000

/** Keeps a call's name; answers false where it is known already. */
export async function saveCall(db: Db, { contactId, id, at }: HotlineCall): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('hotline_calls')
    .values({ contact_id: contactId, id, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

/** Counts calls of one contact and one hour into that hour. */
export async function countCalls(db: Db, calls: readonly HotlineCall[]): Promise<void> {
  const [first] = calls
  if (first === undefined) return
  const { contactId } = first
  const at = hourOf(first.at)
  const known = await db
    .selectFrom('hotline_hours')
    .selectAll()
    .where('contact_id', '=', contactId)
    .where('at', '=', at)
    .executeTakeFirst()
  const waits = known === undefined ? emptyHistogram() : decodeHistogram(known.waits)
  const answered = calls.filter((call) => call.answered)
  for (const { waitMs } of answered) addLatency(waits, waitMs)
  const values = {
    answered: (known?.answered ?? 0) + answered.length,
    lost: (known?.lost ?? 0) + calls.length - answered.length,
    waits: encodeHistogram(waits),
  }
  await db
    .insertInto('hotline_hours')
    .values({ contact_id: contactId, at, ...values })
    .onConflict((conflict) => conflict.columns(['contact_id', 'at']).doUpdateSet(values))
    .execute()
}

/** First instant of the hour in which something was. */
export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS
}

/** Every hour of every contact since an instant, oldest first. */
export async function hotlineHours(db: Db, { fromAt }: { readonly fromAt: number }): Promise<HotlineHour[]> {
  const rows = await db
    .selectFrom('hotline_hours')
    .selectAll()
    .where('at', '>=', fromAt)
    .orderBy('at')
    .execute()
  return rows.map(({ contact_id, waits, ...row }) => ({
    contactId: contact_id,
    ...row,
    waits: decodeHistogram(waits),
  }))
}

/** Keeps the newest word on a queue; an older one that arrives late changes nothing. */
export async function saveQueue(db: Db, queue: HotlineQueue): Promise<void> {
  const values = {
    at: queue.at,
    wait_ms: queue.waitMs ?? null,
    waiting: queue.waiting ?? null,
    answered_share: queue.answeredShare ?? null,
  }
  await db
    .insertInto('hotline_queues')
    .values({ contact_id: queue.contactId, ...values })
    .onConflict((conflict) =>
      conflict.column('contact_id').doUpdateSet(values).where('hotline_queues.at', '<=', queue.at),
    )
    .execute()
}

export async function hotlineQueues(db: Db): Promise<HotlineQueue[]> {
  const rows = await db.selectFrom('hotline_queues').selectAll().execute()
  return rows.map((row) => ({
    contactId: row.contact_id,
    at: row.at,
    ...withoutNulls({ waitMs: row.wait_ms, waiting: row.waiting, answeredShare: row.answered_share }),
  }))
}

/** Forgets the names of calls that began before an instant, about `limit` at a time; the hours they were counted in stay. */
export async function sweepCalls(
  db: Db,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<void> {
  await db
    .deleteFrom('hotline_calls')
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('contact_id', 'id'),
        'in',
        selectFrom('hotline_calls')
          .select(['contact_id', 'id'])
          .where('at', '<', before)
          .limit(limit)
          .$asTuple('contact_id', 'id'),
      ),
    )
    .execute()
}
