import type { DeliveryStatus } from '../../domain/delivery.ts'
import { asRows } from '../json.ts'
import type { Db } from '../tables.ts'

/** A try that failed, or what was never tried and cannot be. */
interface Failed {
  readonly nums: readonly number[]
  readonly error: string
  /** Whether it counts as a try. */
  readonly counts: boolean
}

/** How a try ended, for all the deliveries of one letter. */
export type Settlement =
  | { readonly kind: 'sent' | 'superseded' | 'needless'; readonly nums: readonly number[] }
  /** May not go yet, which is nobody's failure; the day in which it is tried begins then. */
  | { readonly kind: 'hold'; readonly nums: readonly number[]; readonly dueAt: number }
  | ({ readonly kind: 'dead' } & Failed)
  | ({ readonly kind: 'again'; readonly dueAt: number } & Failed)

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
    if (one.kind === 'dead') await end(tx, one.nums, { ...one, status: 'dead', now })
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
    readonly counts?: boolean
    readonly now: number
  },
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set((set) => ({
      status: how.status,
      attempts: set('attempts', '+', how.counts === true ? 1 : 0),
      error: how.error ?? null,
      settled_at: how.now,
      lease_owner: null,
      lease_until: null,
    }))
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
