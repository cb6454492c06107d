import type { Wallet } from '../../domain/wallet.ts'
import { workingDaysBetween } from '../../help/working-days.ts'
import { yearIn } from '../../lib/zone-days.ts'
import type { Db } from '../../store/open.ts'
import { addToCounts, type CountPlace, type TicketSpeed } from '../../store/ticket-counts.ts'
import type { StoredTicket } from '../../store/tickets.ts'

type Calendar = Pick<Wallet, 'calendar' | 'page'>
type Counted = Pick<StoredTicket, 'kind' | 'category' | 'receivedAt' | 'countedAs'>

/** Where a ticket is counted: in the year of its receipt. */
export function countPlaceOf(wallet: Calendar, { kind, category, receivedAt }: Counted): CountPlace {
  return { kind, category, year: yearIn(wallet.page.zone, receivedAt) }
}

/** Counts a ticket as handled at `now` unless it is already; answers what it is counted as. */
export async function countHandled(
  tx: Db,
  wallet: Calendar,
  ticket: Counted,
  now: number,
): Promise<TicketSpeed> {
  if (ticket.countedAs !== undefined) return ticket.countedAs
  const speed = speedOf(
    workingDaysBetween(wallet.calendar, { fromAt: ticket.receivedAt, toAt: now, zone: wallet.page.zone }),
  )
  await addToCounts(tx, countPlaceOf(wallet, ticket), { [speed]: 1 })
  return speed
}

/** A reopened ticket was not handled after all. */
export async function uncountHandled(tx: Db, wallet: Calendar, ticket: Counted): Promise<void> {
  if (ticket.countedAs !== undefined)
    await addToCounts(tx, countPlaceOf(wallet, ticket), { [ticket.countedAs]: -1 })
}

function speedOf(days: number): TicketSpeed {
  if (days <= 1) return 'within_1'
  if (days <= 3) return 'within_3'
  return days <= 7 ? 'within_7' : 'over_7'
}
