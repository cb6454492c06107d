import { emptyLog } from '../../store/empty-log.ts'
import { closedBefore, deleteTickets, silentSince, updateTicket } from '../../store/tickets.ts'
import { noteTicket } from '../notices/note-ticket.ts'
import type { Desk } from '../operators/desk.ts'

const AT_ONCE = 500

/**
 * Closes answered tickets whose writers have been silent, and deletes closed ones when their time is over: of these nothing is left
 * but what the counts hold. Answers how many were deleted; there may be more.
 */
export async function forgetTickets({ db, wallet }: Desk, now: number): Promise<number> {
  const { feedback } = wallet
  if (feedback === undefined) return 0
  const removed = await db.transaction().execute(async (tx) => {
    for (const ticket of await silentSince(tx, { before: now - feedback.closeAfterMs, limit: AT_ONCE })) {
      await updateTicket(tx, { ...ticket, state: 'closed', closedAt: now })
      await noteTicket(tx, { ticket, moment: 'closed' }, now)
    }
    const old = await closedBefore(tx, { before: now - feedback.keepMs, limit: AT_ONCE })
    await deleteTickets(
      tx,
      old.map(({ num }) => num),
    )
    return old.length
  })
  if (removed > 0) await emptyLog(db)
  return removed
}
