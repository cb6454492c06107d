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

/** When the newest word on all feedback was written that waits for an operator's quiet hours to end, and for nothing else; 0 for none. */
export async function feedbackWordHeld(db: Db, now: number): Promise<number> {
  const row = await db
    .selectFrom('notices')
    .innerJoin('deliveries', 'deliveries.notice', 'notices.num')
    .select(({ fn }) => fn.max('at').as('at'))
    .where('subject', '=', 'operators')
    .where('subject_id', 'in', GATHERED.feedback)
    .where('status', '=', 'waiting')
    .where('attempts', '=', 0)
    .where('error', 'is', null)
    .where('due_at', '>', now)
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

/**
 * Letters to operators that were given up, where neither another operator has got the word, nor any of them a later one on the same or
 * on all of its kind.
 */
export async function countDeadOperatorLetters(db: Db): Promise<number> {
  const lossesAt = await gatheredWordReached(db, 'loss')
  const feedbackAt = await gatheredWordReached(db, 'feedback')
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from deliveries d join notices n on n.num = d.notice
    where d.status = 'dead' and n.subject = 'operators'
      and n.at > case when n.subject_id like 'loss:%' then ${lossesAt}
        when n.subject_id like 'feedback:%' then ${feedbackAt} else -1 end
      and not exists (
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
