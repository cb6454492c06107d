import { isWaiting } from '../../domain/ticket.ts'
import { readReference } from '../../lib/reference-number.ts'
import type { Db } from '../../store/open.ts'
import { incidentById, type StoredIncident } from '../../store/incidents/incidents.ts'
import {
  insertWord,
  threadOf,
  ticketByRef,
  updateTicket,
  waitingOfIncident,
  type StoredTicket,
} from '../../store/tickets.ts'
import { noteTicket } from '../notices/note-ticket.ts'
import { RecordError } from '../operators/record-error.ts'
import type { Desk } from '../operators/desk.ts'
import { countHandled } from './count-ticket.ts'
import type { ReplyInput } from './read-reply.ts'

/** Throws RecordError where there is no such ticket. */
export async function ticketNamed(db: Db, ref: string) {
  return threadOf(db, await named(db, ref))
}

/** Somebody takes care of it. Throws RecordError where another one does already, unless it is taken `over`, and where none is needed. */
export async function takeTicket(
  { db }: Pick<Desk, 'db'>,
  { ref, as, over }: { readonly ref: string; readonly as: string; readonly over: boolean },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ticket = await named(tx, ref)
    if (!isWaiting(ticket)) throw problem(`${ticket.ref} is ${ticket.state}; nobody waits for an answer`)
    if (ticket.takenBy !== undefined && ticket.takenBy !== as && !over)
      throw problem(`${ticket.ref} is with ${ticket.takenBy} already; --over takes it over`)
    await updateTicket(tx, { ...ticket, takenBy: as, state: 'in_progress' })
  })
}

/**
 * Answers a ticket. Throws RecordError where it has been answered meanwhile, unless `again` says that this comes on top: of two
 * operators who answer at the same time the second is told.
 */
export async function replyTo(
  desk: Desk,
  { ref, reply, again }: { readonly ref: string; readonly reply: ReplyInput; readonly again: boolean },
  now: number,
): Promise<void> {
  await desk.db.transaction().execute(async (tx) => {
    const ticket = await named(tx, ref)
    if (!isWaiting(ticket) && !again)
      throw problem(`${ticket.ref} has been ${ticket.state} already; --again says more on top`)
    await answer(tx, desk, { ticket, body: reply[ticket.locale] }, now)
  })
}

/** Answers all waiting tickets of an incident at once; answers how many. Throws RecordError where there is no such incident. */
export async function replyToIncident(
  desk: Desk,
  { incidentId, reply }: { readonly incidentId: string; readonly reply: ReplyInput },
  now: number,
): Promise<number> {
  return desk.db.transaction().execute(async (tx) => {
    await publishedIncident(tx, incidentId)
    const waiting = await waitingOfIncident(tx, incidentId)
    for (const ticket of waiting) await answer(tx, desk, { ticket, body: reply[ticket.locale] }, now)
    return waiting.length
  })
}

/** Says which incident a ticket is about. Throws RecordError where one of them is not there; drafts are nobody's business. */
export async function mergeTicket(
  { db }: Pick<Desk, 'db'>,
  { ref, incidentId }: { readonly ref: string; readonly incidentId: string },
  now: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ticket = await named(tx, ref)
    const incident = await publishedIncident(tx, incidentId)
    if (ticket.incidentId === incidentId) return
    const { incidentOver: _, ...rest } = ticket
    await updateTicket(tx, { ...rest, incidentId })
    await noteTicket(tx, { ticket, moment: 'merged', incident }, now)
  })
}

/** Ends a ticket; its writer may still reopen it while its words are kept. */
export async function closeTicket(desk: Desk, ref: string, now: number): Promise<void> {
  await desk.db.transaction().execute(async (tx) => {
    const ticket = await named(tx, ref)
    if (ticket.state === 'closed') throw problem(`${ticket.ref} is closed already`)
    const countedAs = await countHandled(tx, desk.wallet, ticket, now)
    await updateTicket(tx, { ...ticket, countedAs, state: 'closed', closedAt: now })
    await noteTicket(tx, { ticket, moment: 'closed' }, now)
  })
}

async function answer(
  tx: Db,
  { wallet }: Desk,
  { ticket, body }: { readonly ticket: StoredTicket; readonly body: string },
  now: number,
): Promise<void> {
  await insertWord(tx, ticket.num, { by: 'operator', body, at: now })
  const countedAs = await countHandled(tx, wallet, ticket, now)
  // What had been closed stays open for its writer to look at once more.
  const { closedAt: _, ...rest } = ticket
  await updateTicket(tx, { ...rest, countedAs, state: 'answered', answeredAt: now })
  await noteTicket(tx, { ticket, moment: 'answered' }, now)
}

async function named(db: Db, typed: string): Promise<StoredTicket> {
  const ref = readReference('F', typed)
  if (ref === undefined) throw problem(`found "${typed}", expected a reference number such as F-2026-7K3M9`)
  const ticket = await ticketByRef(db, ref)
  if (ticket === undefined) throw problem(`there is no ticket ${ref}; its writer may have deleted it`)
  return ticket
}

async function publishedIncident(tx: Db, id: string): Promise<StoredIncident> {
  const incident = await incidentById(tx, id)
  if (incident?.publication !== 'published')
    throw problem(`found "${id}", expected the id of a published incident`)
  return incident
}

function problem(message: string): RecordError {
  return new RecordError([{ path: '', message }])
}
