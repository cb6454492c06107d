import { sql } from 'kysely'

import type { News } from '../../src/domain/notice.ts'
import type { Recipient } from '../../src/domain/subscriber.ts'
import type { Db } from '../../src/store/open.ts'
import type { StoredSubscriber } from '../../src/store/subscriber-row.ts'
import { subscriberByAddress } from '../../src/store/subscribers.ts'
import { eventually } from './eventually.ts'
import type { TestApp } from './test-app.ts'

/** Resolves once nothing that was to be told is under way any more, in the fan-out or to anybody. */
export function untilNothingWaits({ db }: Pick<TestApp, 'db'>): Promise<unknown> {
  return eventually('everything to be told', async () => {
    const walking = await db.selectFrom('notices').select('num').where('walked_to', 'is not', null).execute()
    const open = await db
      .selectFrom('deliveries')
      .select('num')
      .where('status', 'in', ['waiting', 'sending'])
      .execute()
    return walking.length + open.length === 0
  })
}

/** How many letters one way of being told has taken, by our own account; what makes up one digest is one. */
export async function lettersSent(
  { db }: Pick<TestApp, 'db'>,
  { transport }: Pick<Recipient, 'transport'>,
): Promise<number> {
  const sent = await db
    .selectFrom('deliveries')
    .select(['subscriber', 'letter'])
    .distinct()
    .where('transport', '=', transport)
    .where('status', '=', 'sent')
    .execute()
  return sent.length
}

/** What was told of a subject so far, oldest first. */
export async function momentsOf(
  { db }: Pick<TestApp, 'db'>,
  subject: News['subject'],
): Promise<News['moment'][]> {
  const rows = await db
    .selectFrom('notices')
    .select('moment')
    .where('subject', '=', subject)
    .orderBy('num')
    .execute()
  return rows.map(({ moment }) => moment)
}

/** Somebody who gets mail, as stored; undefined once they are forgotten. */
export function mailSubscriber(
  { db }: Pick<TestApp, 'db'>,
  address: string,
): Promise<StoredSubscriber | undefined> {
  return subscriberByAddress(db, { transport: 'email', address })
}

/** How many rows each table holds that could know anything of a subscriber. */
export async function heldAtAll({ db }: Pick<TestApp, 'db'>): Promise<Record<string, number>> {
  return {
    subscribers: await count(db, 'subscribers'),
    subscriptions: await count(db, 'subscriptions'),
    deliveries: await count(db, 'deliveries'),
    personalNotices: (await momentsOf({ db }, 'subscriber')).length,
  }
}

export const NOTHING_HELD = { subscribers: 0, subscriptions: 0, deliveries: 0, personalNotices: 0 }

async function count(db: Db, table: 'subscribers' | 'subscriptions' | 'deliveries'): Promise<number> {
  const { rows } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return rows
}

/** Everything that the database holds, in every table, as one text to search. */
export async function wholeDatabase({ db }: Pick<TestApp, 'db'>): Promise<string> {
  const tables = await db.introspection.getTables()
  const rows = await Promise.all(
    tables.map(async ({ name }) => (await sql`select * from ${sql.table(name)}`.execute(db)).rows),
  )
  return JSON.stringify(rows)
}
