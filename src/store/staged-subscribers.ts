import { sql, type Kysely } from 'kysely'

import type { Subscriber } from '../domain/subscriber.ts'
import { toJson } from './json.ts'
import type { Db, Tables } from './tables.ts'
import type { SubscriberRow } from './tables/subscribers.ts'

/*
 * How many people come in at once though the server must not wait: they are gathered in a temporary table of this
 * connection, which no other process sees and which is gone when the process is; copied from there in short steps as
 * hidden subscribers (pending, and without a token that could confirm them); and shown all together by one statement.
 * Whoever dies before that leaves hidden rows, which nothing shows or writes to, and which are deleted when their `confirm_until` is over.
 */

/** Somebody who is to become a subscriber, as gathered. */
export interface StagedSubscriber extends Omit<Subscriber, 'num'> {
  readonly manageHash: string
  /** For `pending` ones: the letter that asks them. */
  readonly asking?: {
    readonly noticeId: string
    readonly confirmHash: string
    readonly confirmUntil: number
    /** When it is to leave. */
    readonly dueAt: number
  }
}

interface StagedRow {
  n: number
  id: string
  transport: string
  address: string
  settings_json: string
  locale: string
  detail: string
  once: number
  quiet_from: number | null
  quiet_to: number | null
  status: SubscriberRow['status']
  paused_because: string | null
  manage_hash: string
  created_at: number
  confirmed_at: number | null
  consent_text: string | null
  consent_at: number | null
  topics_json: string
  ask_notice: string | null
  ask_hash: string | null
  ask_until: number | null
  ask_due_at: number | null
}

/** Another process that writes may hold the lock for a moment, and nobody waits with this one. */
const PATIENCE_MS = 10_000

export async function openStaging(db: Db): Promise<void> {
  await sql.raw(`pragma busy_timeout = ${PATIENCE_MS}`).execute(db)
  await sql`drop table if exists temp.staged_subscribers`.execute(db)
  await sql`
    create temp table staged_subscribers (
      n integer primary key, id text not null, transport text not null, address text not null,
      settings_json text not null, locale text not null, detail text not null, once integer not null,
      quiet_from integer, quiet_to integer, status text not null, paused_because text,
      manage_hash text not null, created_at integer not null, confirmed_at integer, consent_text text,
      consent_at integer, topics_json text not null,
      ask_notice text, ask_hash text, ask_until integer, ask_due_at integer)`.execute(db)
}

/** Gathers some more; `firstN` numbers them on. */
export async function stageSubscribers(
  db: Db,
  firstN: number,
  subscribers: readonly StagedSubscriber[],
): Promise<void> {
  if (subscribers.length === 0) return
  await staging(db)
    .insertInto('staged_subscribers')
    .values(subscribers.map((subscriber, index) => toRow(firstN + index, subscriber)))
    .execute()
}

/** How many different ones were gathered, and how many of those are subscribers already, hidden ones apart. */
export async function countStaged(db: Db): Promise<{ distinct: number; known: number }> {
  const { rows } = await sql<{ distinct: number; known: number }>`
    select count(*) as "distinct", count(s.num) as known
    from (select distinct transport, address from temp.staged_subscribers) g
    left join subscribers s on s.transport = g.transport and s.address = g.address and not ${hidden('s')}
    `.execute(db)
  return rows[0] ?? { distinct: 0, known: 0 }
}

/** One short step: copies those numbered from `from` to `to` as hidden subscribers. Answers how many were new. */
export async function copyStaged(
  tx: Db,
  { from, to, until }: { readonly from: number; readonly to: number; readonly until: number },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into subscribers (id, transport, address, settings_json, locale, detail, once, quiet_from, quiet_to,
      status, paused_because, manage_hash, created_at, confirmed_at, consent_text, consent_at, confirm_until)
    select id, transport, address, settings_json, locale, detail, once, quiet_from, quiet_to,
      'pending', paused_because, manage_hash, created_at, confirmed_at, consent_text, consent_at, ${until}
    from temp.staged_subscribers where n >= ${from} and n <= ${to} order by n
    on conflict (transport, address) do nothing`.execute(tx)
  await sql`
    insert into subscriptions (subscriber, topic, topic_id)
    select s.num, topic.value ->> 'kind', topic.value ->> 'id'
    from temp.staged_subscribers g join subscribers s on s.id = g.id, json_each(g.topics_json) topic
    where g.n >= ${from} and g.n <= ${to}
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows)
}

/** How many of the copied ones are still there. */
export async function countCopied(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from temp.staged_subscribers g join subscribers s on s.id = g.id`.execute(db)
  return rows[0]?.count ?? 0
}

/** Shows all the copied ones at once, and has those asked who have yet to say yes. */
export async function showCopied(tx: Db, { until, now }: { until: number; now: number }): Promise<void> {
  const own = sql`s.status = 'pending' and s.confirm_until = ${until} and s.confirm_hash is null`
  await sql`
    insert into notices (id, subject, subject_id, moment, news_json, at, walked_to)
    select g.ask_notice, 'subscriber', g.id, 'confirm',
      json_object('subject', 'subscriber', 'subjectId', g.id, 'moment', 'confirm'), ${now}, null
    from temp.staged_subscribers g join subscribers s on s.id = g.id
    where g.ask_notice is not null and ${own} order by g.n`.execute(tx)
  await sql`
    insert into deliveries (notice, subscriber, transport, status, due_at, created_at)
    select n.num, s.num, s.transport, 'waiting', g.ask_due_at, g.ask_due_at
    from temp.staged_subscribers g join subscribers s on s.id = g.id join notices n on n.id = g.ask_notice
    where ${own} order by g.n`.execute(tx)
  await sql`
    update subscribers as s set confirm_hash = g.ask_hash, confirm_until = g.ask_until, asked_at = ${now}
    from temp.staged_subscribers g
    where g.id = s.id and g.ask_notice is not null and ${own}`.execute(tx)
  await sql`
    update subscribers as s set confirm_until = null,
      status = case when s.paused_because is null then 'active' else 'paused' end
    where ${own}`.execute(tx)
}

/** Deletes hidden subscribers, about `limit` at a time. Answers how many. */
export async function deleteHidden(db: Db, { limit }: { readonly limit: number }): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from subscribers where num in (
      select s.num from subscribers s where ${hidden('s')} limit ${limit})`.execute(db)
  return Number(numAffectedRows)
}

/** Brought in by an import that has not come to its end. */
export function isHidden({
  status,
  confirmHash,
}: Pick<Subscriber, 'status'> & { confirmHash?: string }): boolean {
  return status === 'pending' && confirmHash === undefined
}

function hidden(table: string) {
  const of = (column: string) => sql.ref(`${table}.${column}`)
  return sql<boolean>`(${of('status')} = 'pending' and ${of('confirm_hash')} is null)`
}

function staging(db: Db): Kysely<Tables & { staged_subscribers: StagedRow }> {
  return db.withTables<{ staged_subscribers: StagedRow }>()
}

function toRow(n: number, one: StagedSubscriber): StagedRow {
  const { asking, quiet, consent } = one
  return {
    n,
    id: one.id,
    transport: one.transport,
    address: one.address,
    settings_json: toJson(one.settings),
    locale: one.locale,
    detail: one.detail,
    once: one.once ? 1 : 0,
    quiet_from: quiet?.from ?? null,
    quiet_to: quiet?.to ?? null,
    status: one.status,
    paused_because: one.pausedBecause ?? null,
    manage_hash: one.manageHash,
    created_at: one.createdAt,
    confirmed_at: one.confirmedAt ?? null,
    consent_text: consent?.text ?? null,
    consent_at: consent?.at ?? null,
    topics_json: toJson(one.topics),
    ask_notice: asking?.noticeId ?? null,
    ask_hash: asking?.confirmHash ?? null,
    ask_until: asking?.confirmUntil ?? null,
    ask_due_at: asking?.dueAt ?? null,
  }
}
