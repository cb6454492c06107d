import { ticketLetterToken } from '../../lib/letter-links.ts'
import { readReference } from '../../lib/reference-number.ts'
import { openedBy, type SecretLink } from '../../lib/secret-link.ts'
import { digestOf, hasDigest, type Tokens } from '../../lib/tokens.ts'
import type { Db } from '../../store/open.ts'
import { mailboxOfTicket, type TicketMailbox } from '../../store/ticket-mailboxes.ts'
import { ticketByRef, type StoredTicket } from '../../store/tickets.ts'

/** A database, and what links are made of. */
export interface LinkDesk {
  readonly db: Db
  readonly tokens: Pick<Tokens, 'token'>
}

/** The ticket that a link opens: the one its writer took away, or that of a letter to the mailbox left with it. */
export async function openedTicket(desk: LinkDesk, link: SecretLink): Promise<StoredTicket | undefined> {
  const find = (ref: string) => ticketByRef(desk.db, ref)
  const own = await openedBy(link, { mark: 'F', find })
  return own ?? (await openedByLetter(desk, link))?.ticket
}

/** The ticket and the mailbox whose letters hold this link. */
export async function openedByLetter(
  { db, tokens }: LinkDesk,
  { ref, token }: SecretLink,
): Promise<{ readonly ticket: StoredTicket; readonly mailbox: TicketMailbox } | undefined> {
  const known = readReference('F', ref)
  const ticket = known === undefined ? undefined : await ticketByRef(db, known)
  if (ticket === undefined) return undefined
  const mailbox = await mailboxOfTicket(db, ticket.num)
  if (mailbox === undefined) return undefined
  return hasDigest(token, digestOf(ticketLetterToken(tokens, mailbox.id))) ? { ticket, mailbox } : undefined
}
