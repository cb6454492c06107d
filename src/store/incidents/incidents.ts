import type { ExpressionBuilder } from 'kysely'

import type { AffectedComponent, IncidentUpdate, Publication } from '../../domain/incident.ts'
import { SEVERITY } from '../../domain/state.ts'
import {
  type Clearable,
  incidentToRow,
  type NewIncident,
  selectIncidents,
  type StoredIncident,
} from './incident-row.ts'
import { toJson } from '../json.ts'
import type { Db, Tables } from '../tables.ts'

export type { NewIncident, StoredIncident } from './incident-row.ts'

/** Fields to change: one that is absent stays, one that is `undefined` is cleared. */
export type IncidentChanges = Pick<NewIncident, 'id'> & Partial<Clearable<NewIncident>>

export async function insertIncident(db: Db, incident: NewIncident): Promise<void> {
  await db.insertInto('incidents').values(incidentToRow(incident)).execute()
}

/** Throws where there is no such incident. */
export async function updateIncident(db: Db, changes: IncidentChanges): Promise<void> {
  const [incident] = await selectIncidents(db, (where) => [where('id', '=', changes.id)])
  if (incident === undefined) throw new Error(`There is no incident ${changes.id}.`)
  const { id, ...row } = incidentToRow({ ...incident, ...changes })
  await db.updateTable('incidents').set(row).where('id', '=', id).execute()
}

/** Lets a component join; one that has joined already keeps when it did, and the graver of the two states. */
export async function addIncidentComponent(
  db: Db,
  { incidentId, componentId, worst, joinedAt }: AffectedComponent & { readonly incidentId: string },
): Promise<void> {
  const known = await db
    .selectFrom('incident_components')
    .select('worst_state')
    .where('incident_id', '=', incidentId)
    .where('component_id', '=', componentId)
    .executeTakeFirst()
  if (known !== undefined && SEVERITY[known.worst_state] >= SEVERITY[worst]) return
  await db
    .insertInto('incident_components')
    .values({ incident_id: incidentId, component_id: componentId, worst_state: worst, joined_at: joinedAt })
    .onConflict((conflict) =>
      conflict.columns(['incident_id', 'component_id']).doUpdateSet({ worst_state: worst }),
    )
    .execute()
}

/** Takes a component out again, as if it had never joined. */
export async function removeIncidentComponent(
  db: Db,
  { incidentId, componentId }: { readonly incidentId: string; readonly componentId: string },
): Promise<void> {
  await db
    .deleteFrom('incident_components')
    .where('incident_id', '=', incidentId)
    .where('component_id', '=', componentId)
    .execute()
}

export async function addIncidentUpdate(
  db: Db,
  { incidentId, id, phase, body, at, author }: IncidentUpdate & { readonly incidentId: string },
): Promise<void> {
  await db
    .insertInto('incident_updates')
    .values({ id, incident_id: incidentId, phase, body_json: toJson(body), at, author })
    .execute()
}

/**
 * Incidents not resolved yet, oldest first, whatever their publication: drafts, and also dropped drafts, since a
 * second one must not be drafted for the same trouble.
 */
export async function openIncidents(db: Db): Promise<StoredIncident[]> {
  return selectIncidents(db, (where) => [where('resolved_at', 'is', null)])
}

export async function incidentById(db: Db, id: string): Promise<StoredIncident | undefined> {
  const [incident] = await selectIncidents(db, (where) => [where('id', '=', id)])
  return incident
}

/** Incidents resolved at or after `sinceAt`, oldest start first, whatever their publication. */
export async function recentlyResolved(db: Db, { sinceAt }: { sinceAt: number }): Promise<StoredIncident[]> {
  return selectIncidents(db, (where) => [where('resolved_at', '>=', sinceAt)])
}

/**
 * Incidents of one publication that share at least an instant with [fromAt, toAt), oldest start first, that affected
 * any of these components, or all.
 */
export async function incidentsBetween(
  db: Db,
  between: {
    fromAt: number
    toAt: number
    componentIds?: readonly string[]
    publication: Publication
  },
): Promise<StoredIncident[]> {
  const { fromAt, toAt, componentIds, publication } = between
  return selectIncidents(db, (where) => [
    where('publication', '=', publication),
    where('started_at', '<', toAt),
    where.or([where('resolved_at', 'is', null), where('resolved_at', '>=', fromAt)]),
    ...(componentIds === undefined ? [] : [where('id', 'in', affecting(db, componentIds))]),
  ])
}

/**
 * The published incidents whose last word is newest, oldest start first. `affected` asks for those that hit any of
 * these components, or all; of these the ones that hit any of `spared` are left out.
 */
export async function lastToldIncidents(
  db: Db,
  asked: { limit: number; affected?: readonly string[]; spared?: readonly string[] },
): Promise<StoredIncident[]> {
  const { limit, affected, spared = [] } = asked
  const newest = db
    .selectFrom('incidents')
    .select('id')
    .where('publication', '=', 'published')
    .$if(affected !== undefined, (query) => query.where('id', 'in', affecting(db, affected ?? [])))
    .$if(spared.length > 0, (query) => query.where('id', 'not in', affecting(db, spared)))
    .orderBy(lastWordAt, 'desc')
    .orderBy('id')
    .limit(limit)
  return selectIncidents(db, (where) => [where('id', 'in', newest)])
}

function lastWordAt({ selectFrom, fn }: ExpressionBuilder<Tables, 'incidents'>) {
  const lastUpdateAt = selectFrom('incident_updates')
    .select((update) => update.fn.max('at').as('at'))
    .whereRef('incident_id', '=', 'incidents.id')
  return fn.coalesce(lastUpdateAt, 'published_at', 'started_at')
}

function affecting(db: Db, componentIds: readonly string[]) {
  return db.selectFrom('incident_components').select('incident_id').where('component_id', 'in', componentIds)
}
