import type { LocalText } from '../../domain/locale.ts'
import type { TicketMoment } from '../../domain/notice.ts'
import { publicText } from '../../domain/public-text.ts'
import { newId } from '../../lib/id.ts'
import { insertDelivery } from '../../store/notices/deliveries.ts'
import { insertNotice } from '../../store/notices/notices.ts'
import type { Db } from '../../store/open.ts'
import { countTicketLetters, mailboxOfTicket } from '../../store/ticket-mailboxes.ts'

/** Anybody's address can be left with a ticket, by anybody: however many there are, its mailbox gets no more than this a day. */
const MOST_A_DAY = 6
const DAY_MS = 86_400_000

/** Who is told, of what. */
interface TicketWord {
  readonly ticket: { readonly num: number; readonly ref: string }
  readonly moment: TicketMoment
  readonly incident?: { readonly id: string; readonly title: LocalText }
}

/**
 * Writes down that the mailbox left with a ticket is to be told; part of the transaction of what it tells. Nothing is written
 * where none was left, where it takes no mail any more, or where it has had as many letters as one gets: the ticket's page says all of it.
 */
export async function noteTicket(
  tx: Db,
  { ticket, moment, incident }: TicketWord,
  now: number,
): Promise<void> {
  const found = await mailboxOfTicket(tx, ticket.num)
  if (found?.status !== 'active') return
  const { num: subscriberNum, mailbox } = found
  if ((await countTicketLetters(tx, { mailbox, sinceAt: now - DAY_MS })) >= MOST_A_DAY) return
  const told = incident && { id: incident.id, title: publicText(incident.title) }
  const { num: noticeNum } = await insertNotice(tx, {
    id: newId(),
    at: now,
    news: { subject: 'ticket', subjectId: ticket.ref, moment, ...(told && { incident: told }) },
  })
  await insertDelivery(tx, { noticeNum, subscriberNum, transport: 'email', now })
}
