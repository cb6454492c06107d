import type { DeliveryStatus } from '../../domain/delivery.ts'
import type { News } from '../../domain/notice.ts'
import type { Db } from '../tables.ts'
import { withoutNulls } from '../without-nulls.ts'

/** What one subscriber was told, or is about to be. */
export interface ToldOf {
  readonly noticeId: string
  readonly subject: News['subject']
  readonly moment: News['moment']
  readonly status: DeliveryStatus
  readonly attempts: number
  readonly error?: string
  readonly createdAt: number
  readonly settledAt?: number
}

/** Everything that one subscriber was told and we still remember, newest first. */
export async function deliveriesOf(db: Db, subscriberNum: number): Promise<ToldOf[]> {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('notices', 'notices.num', 'deliveries.notice')
    .select(['notices.id', 'subject', 'moment', 'status', 'attempts', 'error', 'created_at', 'settled_at'])
    .where('subscriber', '=', subscriberNum)
    .orderBy('deliveries.num', 'desc')
    .execute()
  return rows.map(({ id, subject, moment, status, attempts, error, created_at, settled_at }) => ({
    noticeId: id,
    subject,
    moment,
    status,
    attempts,
    createdAt: created_at,
    ...withoutNulls({ error, settledAt: settled_at }),
  }))
}

/** Whether a letter about the subscription itself has not left yet. */
export async function hasOwnLetterWaiting(db: Db, subscriberNum: number): Promise<boolean> {
  const row = await db
    .selectFrom('deliveries')
    .innerJoin('notices', 'notices.num', 'deliveries.notice')
    .select('deliveries.num')
    .where('subscriber', '=', subscriberNum)
    .where('status', '=', 'waiting')
    .where('subject', '=', 'subscriber')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** What a letter to one subscriber was made of: one delivery, or those of a digest; none where we do not remember it. */
export async function deliveriesOfLetter(
  db: Db,
  { letter, subscriberId }: { readonly letter: string; readonly subscriberId: string },
): Promise<
  {
    readonly num: number
    readonly subscriberNum: number
    readonly status: DeliveryStatus
    readonly subject: News['subject']
  }[]
> {
  return db
    .selectFrom('subscribers')
    .innerJoin('deliveries', 'deliveries.subscriber', 'subscribers.num')
    .innerJoin('notices', 'notices.num', 'deliveries.notice')
    .select(['deliveries.num', 'subscribers.num as subscriberNum', 'deliveries.status', 'subject'])
    .where('subscribers.id', '=', subscriberId)
    .where('letter', '=', letter)
    .execute()
}
