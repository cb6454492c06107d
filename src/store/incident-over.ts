import type { Db } from './tables.ts'

/** An incident is resolved: whoever left a mailbox with a ticket of it is to be told, unless they were told of it before. */
export async function oweIncidentOver(tx: Db, incidentId: string): Promise<void> {
  await tx
    .updateTable('tickets')
    .set({ incident_over: 'due' })
    .where('incident_id', '=', incidentId)
    .where('incident_over', 'is', null)
    .where('num', 'in', (from) =>
      from
        .selectFrom('subscribers')
        .select('ticket')
        .where('ticket', 'is not', null)
        .$narrowType<{ ticket: number }>(),
    )
    .execute()
}

/** An incident has come back before some were told that it was over; they are not told. */
export async function oweNoIncidentOver(tx: Db, incidentId: string): Promise<void> {
  await tx
    .updateTable('tickets')
    .set({ incident_over: null })
    .where('incident_id', '=', incidentId)
    .where('incident_over', '=', 'due')
    .execute()
}

export interface OwedTicket {
  readonly num: number
  readonly ref: string
  readonly incidentId: string
}

/** Tickets whose writers are still to be told, oldest first. */
export async function ticketsOwedIncidentOver(
  db: Db,
  { limit }: { readonly limit: number },
): Promise<OwedTicket[]> {
  const rows = await db
    .selectFrom('tickets')
    .select(['num', 'ref', 'incident_id'])
    .where('incident_over', '=', 'due')
    .orderBy('num')
    .limit(limit)
    .execute()
  return rows.map(({ num, ref, incident_id: incidentId }) => ({ num, ref, incidentId: incidentId ?? '' }))
}

export async function markToldIncidentOver(tx: Db, nums: readonly number[]): Promise<void> {
  if (nums.length === 0) return
  await tx.updateTable('tickets').set({ incident_over: 'told' }).where('num', 'in', nums).execute()
}
