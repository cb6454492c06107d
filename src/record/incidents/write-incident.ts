import type { LocalText } from '../../domain/locale.ts'
import type { Phase } from '../../domain/incident.ts'
import { newId } from '../../lib/id.ts'
import {
  addIncidentComponent,
  addIncidentUpdate,
  insertIncident,
  updateIncident,
  type StoredIncident,
} from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import { noteIncident } from '../notices/note-incident.ts'

/** Stores an incident as it is now, given how it was: undefined for one that is new. Updates are posted, not written here. */
export async function writeIncident(
  db: Db,
  incident: StoredIncident,
  before: StoredIncident | undefined,
): Promise<void> {
  const { components, updates: _, ...row } = incident
  const { publishAt, publishedAt, monitoringAt, resolvedAt, upstreamComponentId, objection } = incident
  if (before === undefined) await insertIncident(db, row)
  else {
    const clearable = { publishAt, publishedAt, monitoringAt, resolvedAt, upstreamComponentId, objection }
    await updateIncident(db, { ...row, ...clearable })
  }
  for (const component of components) {
    if (before?.components.includes(component)) continue
    await addIncidentComponent(db, { incidentId: incident.id, ...component })
  }
}

/** Posts an update, has subscribers told of it, and answers the incident with it, newest first. */
export async function postUpdate(
  db: Db,
  incident: StoredIncident,
  given: {
    readonly body: LocalText
    readonly phase: Phase
    readonly at: number
    readonly author: 'probe' | 'operator'
  },
): Promise<StoredIncident> {
  const update = { id: newId(), ...given }
  await addIncidentUpdate(db, { incidentId: incident.id, ...update })
  const posted = { ...incident, updates: [update, ...incident.updates] }
  await noteIncident(db, posted)
  return posted
}
