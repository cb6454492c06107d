import type { Selectable } from 'kysely'

import type { PauseReason, Recipient, Topic } from '../domain/subscriber.ts'
import { asRows } from './json.ts'
import { fromRow, toRow, type StoredSubscriber } from './subscriber-row.ts'
import type { Db } from './tables.ts'
import type { SubscriberRow } from './tables/subscribers.ts'

export async function insertSubscriber(
  db: Db,
  subscriber: Omit<StoredSubscriber, 'num'>,
): Promise<StoredSubscriber> {
  const { num } = await db
    .insertInto('subscribers')
    .values(toRow(subscriber))
    .returning('num')
    .executeTakeFirstOrThrow()
  await insertTopics(db, num, subscriber.topics)
  return { ...subscriber, num }
}

/** Replaces every field of the subscriber with this number, topics included. */
export async function updateSubscriber(db: Db, subscriber: StoredSubscriber): Promise<void> {
  const { num, topics } = subscriber
  await db.updateTable('subscribers').set(toRow(subscriber)).where('num', '=', num).execute()
  await db.deleteFrom('subscriptions').where('subscriber', '=', num).execute()
  await insertTopics(db, num, topics)
}

/** Replaces what a subscriber's tokens are known by; without a `confirmHash` nothing confirms. */
export async function saveTokenHashes(
  db: Db,
  { num, manageHash, confirmHash }: Pick<StoredSubscriber, 'num' | 'manageHash' | 'confirmHash'>,
): Promise<void> {
  await db
    .updateTable('subscribers')
    .set({ manage_hash: manageHash, confirm_hash: confirmHash ?? null })
    .where('num', '=', num)
    .execute()
}

/** Deletes all that is held about subscribers: their deliveries, and the notices that were for them alone, with them. */
export async function deleteSubscribers(db: Db, nums: readonly number[]): Promise<void> {
  if (nums.length === 0) return
  await db
    .deleteFrom('notices')
    .where('subject', '=', 'subscriber')
    .where('subject_id', 'in', (from) =>
      from.selectFrom('subscribers').select('id').where('num', 'in', asRows(nums)),
    )
    .execute()
  await db.deleteFrom('subscribers').where('num', 'in', asRows(nums)).execute()
}

/** Deletes those who asked to be told once, unless they have changed their mind meanwhile. */
export async function forgetTold(db: Db, nums: readonly number[]): Promise<void> {
  if (nums.length === 0) return
  const told = await db
    .selectFrom('subscribers')
    .select('num')
    .where('num', 'in', nums)
    .where('once', '=', 1)
    .execute()
  await deleteSubscribers(
    db,
    told.map(({ num }) => num),
  )
}

/**
 * Stops writing to one who is told. Nothing is changed for whoever has yet to say yes or is paused already, nor where
 * notices go to another address by now than the `address` that this is about.
 */
export async function pauseSubscriber(
  db: Db,
  {
    num,
    because,
    address,
  }: { readonly num: number; readonly because: PauseReason; readonly address?: string },
): Promise<void> {
  const told = db
    .updateTable('subscribers')
    .set({ status: 'paused', paused_because: because })
    .where('num', '=', num)
    .where('status', '=', 'active')
  await (address === undefined ? told : told.where('address', '=', address)).execute()
}

/** Leaves one alone until an instant, unless notices go to another address by now than the one that asked for it. */
export async function restSubscriber(
  db: Db,
  { num, until, address }: { readonly num: number; readonly until: number; readonly address: string },
): Promise<void> {
  await db
    .updateTable('subscribers')
    .set({ rests_until: until })
    .where('num', '=', num)
    .where('address', '=', address)
    .execute()
}

export async function subscriberByAddress(
  db: Db,
  { transport, address }: Pick<Recipient, 'transport' | 'address'>,
): Promise<StoredSubscriber | undefined> {
  const row = await db
    .selectFrom('subscribers')
    .selectAll()
    .where('transport', '=', transport)
    .where('address', '=', address)
    .where('operator', '=', 0)
    .where('ticket', 'is', null)
    .executeTakeFirst()
  return row && one(db, row)
}

/** By the hash of the token that a person came with. */
export async function subscriberByToken(
  db: Db,
  { kind, hash }: { readonly kind: 'manage' | 'confirm'; readonly hash: string },
): Promise<StoredSubscriber | undefined> {
  const row = await db
    .selectFrom('subscribers')
    .selectAll()
    .where(kind === 'manage' ? 'manage_hash' : 'confirm_hash', '=', hash)
    .where('operator', '=', 0)
    .where('ticket', 'is', null)
    .executeTakeFirst()
  return row && one(db, row)
}

export async function subscribersByNum(
  db: Db,
  nums: readonly number[],
): Promise<Map<number, StoredSubscriber>> {
  if (nums.length === 0) return new Map()
  const rows = await db.selectFrom('subscribers').selectAll().where('num', 'in', asRows(nums)).execute()
  const tickets = await ticketsOf(db, nums)
  return new Map(
    (await withTopics(db, rows)).map((subscriber) => {
      const ticket = tickets.get(subscriber.num)
      return [subscriber.num, ticket === undefined ? subscriber : { ...subscriber, ticket }]
    }),
  )
}

async function ticketsOf(
  db: Db,
  nums: readonly number[],
): Promise<Map<number, NonNullable<StoredSubscriber['ticket']>>> {
  const rows = await db
    .selectFrom('subscribers')
    .innerJoin('tickets', 'tickets.num', 'subscribers.ticket')
    .select(['subscribers.num', 'ref', 'contact'])
    .where('subscribers.num', 'in', asRows(nums))
    .execute()
  return new Map(rows.map(({ num, ref, contact }) => [num, { ref, address: contact ?? '' }]))
}

/** In the order of their numbers, operators and tickets' mailboxes apart; `afterNum` goes on after the last one read. */
export async function subscribersAfter(
  db: Db,
  { afterNum, limit }: { readonly afterNum: number; readonly limit: number },
): Promise<StoredSubscriber[]> {
  const rows = await db
    .selectFrom('subscribers')
    .selectAll()
    .where('num', '>', afterNum)
    .where('operator', '=', 0)
    .where('ticket', 'is', null)
    .orderBy('num')
    .limit(limit)
    .execute()
  return withTopics(db, rows)
}

async function insertTopics(db: Db, num: number, topics: readonly Topic[]): Promise<void> {
  if (topics.length === 0) return
  await db
    .insertInto('subscriptions')
    .values(topics.map(({ kind, id }) => ({ subscriber: num, topic: kind, topic_id: id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function one(db: Db, row: Selectable<SubscriberRow>): Promise<StoredSubscriber | undefined> {
  return (await withTopics(db, [row]))[0]
}

async function withTopics(db: Db, rows: readonly Selectable<SubscriberRow>[]): Promise<StoredSubscriber[]> {
  if (rows.length === 0) return []
  const nums = rows.map(({ num }) => num)
  const topics = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('subscriber', 'in', asRows(nums))
    .orderBy('topic')
    .orderBy('topic_id')
    .execute()
  const bySubscriber = Map.groupBy(topics, ({ subscriber }) => subscriber)
  return rows.map((row) =>
    fromRow(
      row,
      (bySubscriber.get(row.num) ?? []).map(({ topic, topic_id: id }) => ({ kind: topic, id })),
    ),
  )
}
