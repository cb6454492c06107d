import type { TransportKind } from '../../domain/transport.ts'
import type { Db } from '../tables.ts'

/** A delivery that was given up, with what operators need to judge it. */
export interface DeadDelivery {
  readonly num: number
  readonly noticeId: string
  readonly subscriberId: string
  readonly transport: TransportKind
  readonly attempts: number
  readonly error: string
  readonly settledAt: number
}

/** Newest first. */
export async function deadDeliveries(db: Db, { limit }: { readonly limit: number }): Promise<DeadDelivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('notices', 'notices.num', 'deliveries.notice')
    .innerJoin('subscribers', 'subscribers.num', 'deliveries.subscriber')
    .select([
      'deliveries.num',
      'notices.id as noticeId',
      'subscribers.id as subscriberId',
      'deliveries.transport',
      'deliveries.attempts',
      'deliveries.error',
      'deliveries.settled_at as settledAt',
    ])
    .where('deliveries.status', '=', 'dead')
    .orderBy('deliveries.settled_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ error, settledAt, ...row }) => ({
    ...row,
    error: error ?? '',
    settledAt: settledAt ?? 0,
  }))
}

/** Sends dead letters on their way once more, as the same letters; all of them, or those of one notice. Answers how many. */
export async function replayDead(
  db: Db,
  { noticeId, now }: { readonly noticeId?: string; readonly now: number },
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set({ status: 'waiting', due_at: now, created_at: now, attempts: 0, settled_at: null, error: null })
    .where('status', '=', 'dead')
    .$if(noticeId !== undefined, (query) =>
      query.where('notice', 'in', (from) =>
        from
          .selectFrom('notices')
          .select('num')
          .where('id', '=', noticeId ?? ''),
      ),
    )
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
