import type { SecretLink } from '../../lib/secret-link.ts'
import { emptyLog } from '../../store/empty-log.ts'
import { refuseMailbox, removeMailbox } from '../../store/ticket-mailboxes.ts'
import { refusalDigest } from './leave-mailbox.ts'
import { openedByLetter, type LinkDesk } from './opened-ticket.ts'

/** Whether a link stands in letters about a ticket: none that its writer was given does. */
export async function isLetterLink(desk: LinkDesk, link: SecretLink): Promise<boolean> {
  return (await openedByLetter(desk, link)) !== undefined
}

/**
 * Whoever reads the mailbox says that the ticket is not theirs: the address is taken off it, and off every other that it was left
 * with; the links in letters open nothing any more, what still waits to be sent is not; and only a digest is kept, by which no letter about any ticket
 * goes there again. The ticket stays its writer's. Answers whether there was anything to do.
 */
export async function disownTicket(
  { db, tokens }: LinkDesk,
  link: SecretLink,
  now: number,
): Promise<boolean> {
  const done = await db.transaction().execute(async (tx) => {
    const opened = await openedByLetter({ db: tx, tokens }, link)
    if (opened === undefined) return false
    const { mailbox } = opened.mailbox
    await removeMailbox(tx, mailbox)
    await refuseMailbox(tx, refusalDigest(tokens, mailbox), now)
    return true
  })
  if (done) await emptyLog(db)
  return done
}
