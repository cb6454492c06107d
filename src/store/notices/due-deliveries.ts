import type { ExpressionBuilder, Selectable } from 'kysely'

import type { Delivery } from '../../domain/delivery.ts'
import type { TransportKind } from '../../domain/transport.ts'
import { asRows } from '../json.ts'
import type { Db, Tables } from '../tables.ts'
import type { DeliveryRow } from '../tables/notices.ts'
import { withoutNulls } from '../without-nulls.ts'
import { walkingNotices } from './notices.ts'

/**
 * Whether a notifier has work: a notice on its way to subscribers, a delivery that is being sent or was when whoever sent
 * it died, or one that is due by any of these transports. What waits for a transport that is not set up is no work.
 */
export async function isAnythingToSend(
  db: Db,
  { transports, now }: { readonly transports: readonly TransportKind[]; readonly now: number },
): Promise<boolean> {
  if ((await walkingNotices(db, { limit: 1 })).length > 0) return true
  const sending = db.selectFrom('deliveries').select('num').where('status', '=', 'sending').limit(1)
  if ((await sending.executeTakeFirst()) !== undefined) return true
  for (const transport of transports)
    if ((await dueSubscribers(db, { transport, now, limit: 1 })).length > 0) return true
  return false
}

/**
 * At most `limit` subscribers of a transport for whom something is due, longest waiting first, but none whose address is
 * at one of the `busy` origins. Cheap enough to ask many times a second, outside of any transaction.
 */
export async function dueSubscribers(
  db: Db,
  due: {
    readonly transport: TransportKind
    readonly now: number
    readonly limit: number
    readonly busy?: readonly string[]
  },
): Promise<number[]> {
  const { transport, now, limit, busy = [] } = due
  const rows = await db
    .selectFrom('deliveries')
    .select('subscriber')
    .where('transport', '=', transport)
    .where('status', '=', 'waiting')
    .where('due_at', '<=', now)
    .where(hasNoneOnItsWay)
    .where(({ and, eb }) =>
      and(busy.map((origin) => eb('subscriber', 'not in', subscribersAt(db, transport, origin)))),
    )
    .orderBy('due_at')
    .orderBy('num')
    .limit(limit)
    .execute()
  return [...new Set(rows.map(({ subscriber }) => subscriber))]
}

/**
 * Everything that is due for each of these subscribers, so that they get it in one letter. Whoever has a letter on its way
 * gets the next one after it, never before. Nothing is claimed by this.
 */
export async function dueDeliveries(
  db: Db,
  { subscribers, now }: { readonly subscribers: readonly number[]; readonly now: number },
): Promise<Delivery[]> {
  // Asked for by its unique index; who has one thing waiting, nearly everybody, has nothing more.
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('subscriber', 'in', asRows(subscribers))
    .where('status', '=', 'waiting')
    .where('due_at', '<=', now)
    .where(hasNoneOnItsWay)
    .orderBy('num')
    .execute()
  return rows.map(fromRow)
}

function hasNoneOnItsWay({ not, exists, selectFrom }: ExpressionBuilder<Tables, 'deliveries'>) {
  return not(
    exists(
      selectFrom('deliveries as other')
        .select('other.num')
        .whereRef('other.subscriber', '=', 'deliveries.subscriber')
        .where('other.status', '=', 'sending'),
    ),
  )
}

/** By the index on addresses: all at an origin begin with it and a slash, which 0 follows. */
function subscribersAt(db: Db, transport: TransportKind, origin: string) {
  return db
    .selectFrom('subscribers')
    .select('num')
    .where('transport', '=', transport)
    .where('address', '>=', `${origin}/`)
    .where('address', '<', `${origin}0`)
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
