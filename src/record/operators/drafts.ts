import { updateIncident } from '../../store/incidents/incidents.ts'
import type { Desk } from './desk.ts'
import { RecordError, refuse } from './record-error.ts'
import { incidentNamed } from './update-incident.ts'

/** Keeps a draft from being published, for a reason that stays with it. Throws RecordError where it is no draft. */
export async function objectToDraft(
  { db }: Pick<Desk, 'db'>,
  { id, why }: { readonly id: string; readonly why: string },
): Promise<void> {
  if (why.trim() === '') throw new RecordError([{ path: 'why', message: 'missing, expected the reason' }])
  await db.transaction().execute(async (tx) => {
    const { publication } = await incidentNamed(tx, id)
    refuse(publication === 'draft' ? [] : [notADraft(id, publication)])
    await updateIncident(tx, { id, publication: 'dropped', publishAt: undefined, objection: why.trim() })
  })
}

/** Has a draft published with its own words, by the recorder's next tick. Throws RecordError where it is no draft. */
export async function publishDraft(
  { db }: Pick<Desk, 'db'>,
  { id }: { readonly id: string },
  now: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { publication } = await incidentNamed(tx, id)
    refuse(publication === 'draft' ? [] : [notADraft(id, publication)])
    await updateIncident(tx, { id, publishAt: now })
  })
}

function notADraft(id: string, publication: string) {
  return { path: '', message: `incident ${id} is ${publication}, expected a draft` }
}
