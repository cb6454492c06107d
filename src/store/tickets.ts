import type { Selectable } from 'kysely'

import { WAITING_STATES, type Ticket, type TicketThread, type TicketWord } from '../domain/ticket.ts'
import type { Db } from './tables.ts'
import type { TicketRow, TicketSpeed } from './tables/tickets.ts'
import { withoutNulls } from './without-nulls.ts'

export interface StoredTicket extends Ticket {
  readonly num: number
  /** What its secret link is made of; no reader sees it. */
  readonly id: string
  readonly tokenHash: string
  readonly countedAs?: TicketSpeed
  /** Whether its writer is to be told that the incident is over, or was. */
  readonly incidentOver?: 'due' | 'told'
}

/** Answers undefined where another ticket has this reference number. */
export async function insertTicket(
  db: Db,
  ticket: Omit<StoredTicket, 'num'>,
): Promise<StoredTicket | undefined> {
  const row = await db
    .insertInto('tickets')
    .values(toRow(ticket))
    .onConflict((conflict) => conflict.column('ref').doNothing())
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Writes all of a ticket anew; what is absent is cleared. */
export async function updateTicket(db: Db, ticket: StoredTicket): Promise<void> {
  await db.updateTable('tickets').set(toRow(ticket)).where('num', '=', ticket.num).execute()
}

export async function ticketByRef(db: Db, ref: string): Promise<StoredTicket | undefined> {
  const row = await db.selectFrom('tickets').selectAll().where('ref', '=', ref).executeTakeFirst()
  return row && fromRow(row)
}

/** Those that wait for us, the one that is due soonest first; with `all` the others after them, newest first. */
export async function listTickets(
  db: Db,
  { all, limit }: { all: boolean; limit: number },
): Promise<StoredTicket[]> {
  const rows = await db
    .selectFrom('tickets')
    .selectAll()
    .$if(!all, (query) => query.where('state', 'in', WAITING_STATES))
    .orderBy((row) => row('state', 'in', WAITING_STATES), 'desc')
    .orderBy((row) => row.case().when('state', 'in', WAITING_STATES).then(row.ref('reply_by')).else('').end())
    .orderBy('received_at', all ? 'desc' : 'asc')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

/**
 * How many wait for us: those whose writers said something after `since`, all, and those whose day is before `today`, `YYYY-MM-DD`.
 */
export async function countWaiting(
  db: Db,
  { since, today }: { readonly since: number; readonly today: string },
): Promise<{ readonly fresh: number; readonly waiting: number; readonly overdue: number }> {
  const waiting = db.selectFrom('tickets').where('state', 'in', WAITING_STATES)
  const [all, overdue, fresh] = await Promise.all([
    waiting.select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
    waiting
      .where('reply_by', '<', today)
      .select((row) => row.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
    waiting
      .innerJoin('ticket_words', 'ticket_words.ticket', 'tickets.num')
      .where('written_by', '=', 'person')
      .where('at', '>', since)
      .select((row) => row.fn.count<number>('tickets.num').distinct().as('count'))
      .executeTakeFirstOrThrow(),
  ])
  return { fresh: fresh.count, waiting: all.count, overdue: overdue.count }
}

/** Those of an incident that wait for an answer, oldest first. */
export async function waitingOfIncident(db: Db, incidentId: string): Promise<StoredTicket[]> {
  const rows = await db
    .selectFrom('tickets')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .where('state', 'in', WAITING_STATES)
    .orderBy('num')
    .execute()
  return rows.map(fromRow)
}

export async function threadOf(db: Db, ticket: StoredTicket): Promise<TicketThread & StoredTicket> {
  const rows = await db
    .selectFrom('ticket_words')
    .select(['written_by', 'body', 'at'])
    .where('ticket', '=', ticket.num)
    .orderBy('num')
    .execute()
  return { ...ticket, words: rows.map(({ written_by, body, at }) => ({ by: written_by, body, at })) }
}

export async function insertWord(db: Db, ticketNum: number, { by, body, at }: TicketWord): Promise<void> {
  await db.insertInto('ticket_words').values({ ticket: ticketNum, written_by: by, body, at }).execute()
}

/** Of all tickets, whoever wrote them. */
export async function countWords(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('ticket_words')
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Deletes tickets with all their words, the mailboxes left with them, and what those were told. */
export async function deleteTickets(db: Db, nums: readonly number[]): Promise<void> {
  if (nums.length === 0) return
  await db
    .deleteFrom('notices')
    .where('subject', '=', 'ticket')
    .where('subject_id', 'in', (from) => from.selectFrom('tickets').select('ref').where('num', 'in', nums))
    .execute()
  await db.deleteFrom('tickets').where('num', 'in', nums).execute()
}

/** Answered ones whose writer has been silent since before. */
export async function silentSince(db: Db, { before, limit }: Broom): Promise<StoredTicket[]> {
  return olderThan(db, { state: 'answered', column: 'answered_at', before, limit })
}

export async function closedBefore(db: Db, { before, limit }: Broom): Promise<StoredTicket[]> {
  return olderThan(db, { state: 'closed', column: 'closed_at', before, limit })
}

interface Broom {
  readonly before: number
  readonly limit: number
}

async function olderThan(
  db: Db,
  asked: Broom & { readonly state: Ticket['state']; readonly column: 'answered_at' | 'closed_at' },
): Promise<StoredTicket[]> {
  const rows = await db
    .selectFrom('tickets')
    .selectAll()
    .where('state', '=', asked.state)
    .where(asked.column, '<', asked.before)
    .limit(asked.limit)
    .execute()
  return rows.map(fromRow)
}

function toRow(ticket: Omit<StoredTicket, 'num'>) {
  return {
    id: ticket.id,
    ref: ticket.ref,
    token_hash: ticket.tokenHash,
    category: ticket.category,
    kind: ticket.kind,
    component_id: ticket.componentId ?? null,
    incident_id: ticket.incidentId ?? null,
    locale: ticket.locale,
    contact: ticket.contact ?? null,
    state: ticket.state,
    received_at: ticket.receivedAt,
    reply_by: ticket.replyBy,
    reply_by_certain: ticket.replyByCertain ? 1 : 0,
    taken_by: ticket.takenBy ?? null,
    answered_at: ticket.answeredAt ?? null,
    closed_at: ticket.closedAt ?? null,
    satisfaction: ticket.satisfaction ?? null,
    counted_as: ticket.countedAs ?? null,
    incident_over: ticket.incidentOver ?? null,
  }
}

function fromRow(row: Selectable<TicketRow>): StoredTicket {
  return {
    num: row.num,
    id: row.id,
    ref: row.ref,
    tokenHash: row.token_hash,
    category: row.category,
    kind: row.kind,
    locale: row.locale,
    state: row.state,
    receivedAt: row.received_at,
    replyBy: row.reply_by,
    replyByCertain: row.reply_by_certain === 1,
    ...withoutNulls({
      componentId: row.component_id,
      incidentId: row.incident_id,
      contact: row.contact,
      takenBy: row.taken_by,
      answeredAt: row.answered_at,
      closedAt: row.closed_at,
      satisfaction: row.satisfaction,
      countedAs: row.counted_as,
      incidentOver: row.incident_over,
    }),
  }
}
