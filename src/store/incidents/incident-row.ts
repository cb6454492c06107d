import type { ExpressionBuilder, Expression, Selectable, SqlBool } from 'kysely'

import type { Incident } from '../../domain/incident.ts'
import { fromJson, toJson } from '../json.ts'
import type { Db, Tables } from '../tables.ts'
import type { IncidentRow } from '../tables/incidents.ts'
import { withoutNulls } from '../without-nulls.ts'

/** An incident with what only operators see of it. */
export type StoredIncident = Incident & {
  /** The component whose failure explains the others'. */
  readonly upstreamComponentId?: string
  /** Why an operator kept the draft back. */
  readonly objection?: string
}

/** An incident before components and updates have joined it. */
export type NewIncident = Omit<StoredIncident, 'components' | 'updates'>

/** A T whose optional fields may be said to be `undefined` as well as left out. */
export type Clearable<T> = { [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] }

export function incidentToRow(incident: Clearable<NewIncident>) {
  return {
    id: incident.id,
    title_json: toJson(incident.title),
    phase: incident.phase,
    impact: incident.impact,
    origin: incident.origin,
    publication: incident.publication,
    publish_at: incident.publishAt ?? null,
    started_at: incident.startedAt,
    published_at: incident.publishedAt ?? null,
    monitoring_at: incident.monitoringAt ?? null,
    resolved_at: incident.resolvedAt ?? null,
    money: incident.money ? 1 : 0,
    answers_json: toJson(incident.answers),
    upstream_component_id: incident.upstreamComponentId ?? null,
    objection: incident.objection ?? null,
  }
}

type Conditions = (where: ExpressionBuilder<Tables, 'incidents'>) => Expression<SqlBool>[]

/** Whole incidents that meet every condition, oldest start first; three statements however many there are. */
export async function selectIncidents(db: Db, conditions: Conditions): Promise<StoredIncident[]> {
  const rows = await db
    .selectFrom('incidents')
    .selectAll()
    .where((where) => where.and(conditions(where)))
    .orderBy('started_at')
    .orderBy('id')
    .execute()
  const ids = rows.map((row) => row.id)
  const components = await affectedComponents(db, ids)
  const updates = await incidentUpdates(db, ids)
  return rows.map((row) => ({
    ...fromRow(row),
    components: components.get(row.id) ?? [],
    updates: updates.get(row.id) ?? [],
  }))
}

async function affectedComponents(db: Db, incidentIds: string[]) {
  const rows = await db
    .selectFrom('incident_components')
    .select(['incident_id', 'component_id as componentId', 'worst_state as worst', 'joined_at as joinedAt'])
    .where('incident_id', 'in', incidentIds)
    .orderBy('joined_at')
    .orderBy('component_id')
    .execute()
  return grouped(rows, ({ incident_id: incidentId, ...component }) => [incidentId, component])
}

async function incidentUpdates(db: Db, incidentIds: string[]) {
  const rows = await db
    .selectFrom('incident_updates')
    .select(['incident_id', 'id', 'phase', 'body_json', 'at', 'author'])
    .where('incident_id', 'in', incidentIds)
    .orderBy('at', 'desc')
    .orderBy('num', 'desc')
    .execute()
  return grouped(rows, ({ incident_id: incidentId, body_json: body, ...update }) => [
    incidentId,
    { ...update, body: fromJson(body) },
  ])
}

function grouped<Row, Item>(rows: readonly Row[], split: (row: Row) => [key: string, item: Item]) {
  const groups = new Map<string, Item[]>()
  for (const row of rows) {
    const [key, item] = split(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

function fromRow(row: Selectable<IncidentRow>): NewIncident {
  return {
    id: row.id,
    title: fromJson(row.title_json),
    phase: row.phase,
    impact: row.impact,
    origin: row.origin,
    publication: row.publication,
    startedAt: row.started_at,
    money: row.money === 1,
    answers: fromJson(row.answers_json),
    ...withoutNulls({
      publishAt: row.publish_at,
      publishedAt: row.published_at,
      monitoringAt: row.monitoring_at,
      resolvedAt: row.resolved_at,
      upstreamComponentId: row.upstream_component_id,
      objection: row.objection,
    }),
  }
}
