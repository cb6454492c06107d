import { sql } from 'kysely'

import type { Detail, Topic } from '../../domain/subscriber.ts'
import type { Db } from '../tables.ts'

/** Whom a notice is for. */
export interface Audience {
  /** Any one of these among a subscriber's topics will do. */
  readonly topics: readonly Topic[]
  /** Subscribers who want this much hear of it. */
  readonly details: readonly Detail[]
  /** Subscribers with one of these hear of it whichever of the details they want. */
  readonly turnTopics: readonly Topic[]
  /** Subscribers with one of these do not hear of it: another word of the same moment is for them. */
  readonly exceptTopics: readonly Topic[]
  /** Whether those hear of it who asked to be told once when it works again. */
  readonly once: boolean
}

export interface FanOutStep {
  readonly notice: { readonly num: number; readonly at: number }
  readonly audience: Audience
  readonly now: number
  /** How many subscriber numbers one step walks over at most. */
  readonly stride: number
}

/**
 * Takes a notice to the next stretch of subscribers: one delivery each. The cursor moves in the same transaction, so that a
 * step is done whole or not at all, and done again does nothing. Answers how many deliveries were made and whether the
 * last subscriber was reached. All of it is set-based: no subscriber passes through this process. What somebody still
 * wants when it is their turn, and when, is asked when the delivery is claimed.
 */
export async function fanOutStep(tx: Db, step: FanOutStep): Promise<{ made: number; done: boolean }> {
  const { notice, stride } = step
  const walkedTo = await cursorOf(tx, notice.num)
  if (walkedTo === null) return { made: 0, done: true }
  const first = await firstAfter(tx, walkedTo)
  if (first === undefined) {
    await moveCursor(tx, notice.num, null)
    return { made: 0, done: true }
  }
  const until = first + stride - 1
  const made = await makeDeliveries(tx, step, { first, until })
  await moveCursor(tx, notice.num, until)
  return { made, done: false }
}

/** As it was committed, whoever moved it; null once everybody was reached. */
async function cursorOf(tx: Db, num: number): Promise<number | null> {
  const { walked_to: walkedTo } = await tx
    .selectFrom('notices')
    .select('walked_to')
    .where('num', '=', num)
    .executeTakeFirstOrThrow()
  return walkedTo
}

interface Stretch {
  readonly first: number
  readonly until: number
}

/** Numbers have holes where subscribers left; a long one is jumped over. */
async function firstAfter(tx: Db, num: number): Promise<number | undefined> {
  const row = await tx
    .selectFrom('subscribers')
    .select('num')
    .where('num', '>', num)
    .orderBy('num')
    .limit(1)
    .executeTakeFirst()
  return row?.num
}

async function makeDeliveries(tx: Db, step: FanOutStep, { first, until }: Stretch): Promise<number> {
  const { notice, audience, now } = step
  const { numAffectedRows = 0n } = await sql`
    insert into deliveries (notice, subscriber, transport, status, due_at, created_at)
    select ${notice.num}, s.num, s.transport, 'waiting', ${now}, ${now}
    from subscribers s
    where s.num >= ${first} and s.num <= ${until}
      and s.operator = 0 and s.ticket is null and s.status = 'active' and s.confirmed_at <= ${notice.at}
      and ${wants(audience)}
      and ${follows(audience.topics)} and not ${follows(audience.exceptTopics)}
    order by s.num
    on conflict (subscriber, notice) do nothing`.execute(tx)
  return Number(numAffectedRows)
}

function wants({ details, turnTopics, once }: Audience) {
  const wanted = details.length === 0 ? sql`1 = 0` : sql`s.detail in (${sql.join([...details])})`
  const regular = sql`(s.once = 0 and (${wanted} or ${follows(turnTopics)}))`
  return once ? sql`(${regular} or s.once = 1)` : regular
}

function follows(topics: readonly Topic[]) {
  if (topics.length === 0) return sql`1 = 0`
  const byKind = Map.groupBy(topics, ({ kind }) => kind)
  const isAbout = sql.join(
    [...byKind].map(
      ([kind, of]) => sql`(t.topic = ${kind} and t.topic_id in (${sql.join(of.map(({ id }) => id))}))`,
    ),
    sql` or `,
  )
  return sql`exists (select 1 from subscriptions t where t.subscriber = s.num and (${isAbout}))`
}

async function moveCursor(tx: Db, num: number, walkedTo: number | null): Promise<void> {
  await tx.updateTable('notices').set({ walked_to: walkedTo }).where('num', '=', num).execute()
}
