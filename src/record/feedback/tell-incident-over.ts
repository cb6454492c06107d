import { incidentById } from '../../store/incidents/incidents.ts'
import { markToldIncidentOver, ticketsOwedIncidentOver } from '../../store/incident-over.ts'
import type { Db } from '../../store/open.ts'
import { noteTicket } from '../notices/note-ticket.ts'

/** A great outage may have thousands of tickets: each step holds the database for some ten milliseconds. */
const AT_ONCE = 100

/** Tells mailboxes left with tickets that their incident is over, some at a time; answers how many tickets there were. */
export async function tellIncidentOver({ db }: { readonly db: Db }, now: number): Promise<number> {
  if ((await ticketsOwedIncidentOver(db, { limit: 1 })).length === 0) return 0
  return db.transaction().execute(async (tx) => {
    const owed = await ticketsOwedIncidentOver(tx, { limit: AT_ONCE })
    for (const [incidentId, tickets] of Map.groupBy(owed, (one) => one.incidentId)) {
      const incident = await incidentById(tx, incidentId)
      if (incident === undefined) continue
      for (const ticket of tickets) await noteTicket(tx, { ticket, moment: 'incident_over', incident }, now)
    }
    await markToldIncidentOver(
      tx,
      owed.map(({ num }) => num),
    )
    return owed.length
  })
}
