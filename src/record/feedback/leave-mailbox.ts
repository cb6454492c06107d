import { newId } from '../../lib/id.ts'
import { digestOf, type Tokens } from '../../lib/tokens.ts'
import type { Db } from '../../store/open.ts'
import { insertTicketMailbox, isMailboxRefused } from '../../store/ticket-mailboxes.ts'
import type { StoredTicket } from '../../store/tickets.ts'
import type { FeedbackDesk } from './feedback-desk.ts'

/**
 * Has letters about a ticket go to the mail address left with it, until the ticket is gone. Not where whoever reads that mailbox
 * has said that they want none; the ticket's page tells its writer that no letter comes, and not why.
 */
export async function leaveMailbox(
  tx: Db,
  { tokens }: Pick<FeedbackDesk, 'tokens'>,
  { ticket, address }: { readonly ticket: StoredTicket; readonly address: string },
  now: number,
): Promise<void> {
  const mailbox = mailboxOf(address)
  if (await isMailboxRefused(tx, refusalDigest(tokens, mailbox))) return
  await insertTicketMailbox(tx, { id: newId(), ticketNum: ticket.num, mailbox, locale: ticket.locale, now })
}

/** Of a provider that ignores dots: one mailbox has thousands of addresses there. */
const DOTLESS = /@(?:gmail|googlemail)\.com$/

/**
 * The mailbox that an address leads to as far as we can tell: large letters and what follows a plus make no other one. Dots do,
 * but for one provider: elsewhere whoever disowns a ticket must not speak for somebody else.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@')
  const plain = `${address.slice(0, at).replace(/(?<=.)\+.*$/, '')}${address.slice(at)}`.toLowerCase()
  return DOTLESS.test(plain)
    ? `${plain.slice(0, plain.lastIndexOf('@')).replaceAll('.', '')}@gmail.com`
    : plain
}

/** By which a mailbox that refused is known again; without the secret key nobody finds out whose it is. */
export function refusalDigest(tokens: Pick<Tokens, 'token'>, mailbox: string): string {
  return digestOf(tokens.token('refused_mailbox', mailbox))
}
