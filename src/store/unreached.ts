import { sql } from 'kysely'

import type { Db } from './tables.ts'

/** Subjects of the words that gather what waits; any of them that arrived tells of all that came before it. */
const GATHERED = { loss: ['loss:MANY', 'loss:UNREACHED'], feedback: ['feedback:waiting', 'feedback:overdue'] }

/** When the newest word on all of a kind was written that has reached an operator; 0 where none has, or that is forgotten. */
export async function gatheredWordReached(db: Db, kind: keyof typeof GATHERED): Promise<number> {
  const row = await db
    .selectFrom('notices')
    .innerJoin('deliveries', 'deliveries.notice', 'notices.num')
    .select(({ fn }) => fn.max('at').as('at'))
    .where('subject', '=', 'operators')
    .where('subject_id', 'in', GATHERED[kind])
    .where('status', '=', 'sent')
    .executeTakeFirst()
  return row?.at ?? 0
}

/** Writes down which losses an operator has been told of, before it is forgotten who was sent what. */
export async function markReachedLosses(
  tx: Db,
  { gatheredAt, now }: { readonly gatheredAt: number; readonly now: number },
): Promise<void> {
  await sql`
    update losses set reached_at = ${now}
    where reached_at is null and told_at is not null and (told_at <= ${gatheredAt} or exists (
      select 1 from notices n join deliveries d on d.notice = n.num
      where n.subject = 'operators' and n.subject_id = 'loss:' || losses.ref and d.status = 'sent'))`.execute(
    tx,
  )
}

/** Losses that nobody has looked at, received before an instant, and that no word to an operator has got through of. */
export async function countUnreachedLosses(db: Db, { before }: { readonly before: number }): Promise<number> {
  const { count } = await db
    .selectFrom('losses')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('reached_at', 'is', null)
    .where('state', '=', 'received')
    .where('received_at', '<', before)
    .executeTakeFirstOrThrow()
  return count
}

/**
 * Tickets that nobody has taken or answered, and whose writers said something after the last word that reached an operator, and before
 * another instant.
 */
export async function countUntoldTickets(
  db: Db,
  { since, before }: { readonly since: number; readonly before: number },
): Promise<number> {
  const { count } = await db
    .selectFrom('tickets')
    .innerJoin('ticket_words', 'ticket_words.ticket', 'tickets.num')
    .where('state', 'in', ['received', 'reopened'])
    .where('written_by', '=', 'person')
    .where('at', '>', since)
    .where('at', '<', before)
    .select(({ fn }) => fn.count<number>('tickets.num').distinct().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Letters to operators that were given up, where neither another operator nor a later word on the same has got through. */
export async function countDeadOperatorLetters(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from deliveries d join notices n on n.num = d.notice
    where d.status = 'dead' and n.subject = 'operators' and not exists (
      select 1 from notices later join deliveries sent on sent.notice = later.num
      where later.subject = 'operators' and later.subject_id = n.subject_id and later.num >= n.num
        and sent.status = 'sent')`.execute(db)
  return rows[0]?.count ?? 0
}

/** Whether the configuration names anybody who is told a kind. */
export async function isAnyOperatorTold(db: Db, kind: string): Promise<boolean> {
  const row = await db
    .selectFrom('subscribers')
    .innerJoin('subscriptions', 'subscriptions.subscriber', 'subscribers.num')
    .select('num')
    .where('operator', '=', 1)
    .where('topic', '=', 'operators')
    .where('topic_id', '=', kind)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
