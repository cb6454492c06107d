import type { Selectable } from 'kysely'

import type { Maintenance, MaintenancePlan, MaintenanceUpdate } from '../domain/maintenance.ts'
import { fromJson, toJson } from './json.ts'
import type { Db } from './tables.ts'
import type { MaintenancePlanRow, MaintenanceRow } from './tables/maintenances.ts'
import { withoutNulls } from './without-nulls.ts'

/** Writes down work that was not updated yet. */
export async function insertMaintenance(db: Db, maintenance: Maintenance): Promise<void> {
  await db.insertInto('maintenances').values(toRow(maintenance)).execute()
}

/** Replaces every field of the maintenance with this id but its updates, which are only ever added to. */
export async function replaceMaintenance(db: Db, maintenance: Maintenance): Promise<void> {
  await db.updateTable('maintenances').set(toRow(maintenance)).where('id', '=', maintenance.id).execute()
}

export async function addMaintenanceUpdate(
  db: Db,
  { id, update }: { readonly id: string; readonly update: MaintenanceUpdate },
): Promise<void> {
  await db
    .insertInto('maintenance_updates')
    .values({ maintenance_id: id, at: update.at, ...planToRow(update.before) })
    .execute()
}

export async function maintenanceById(db: Db, id: string): Promise<Maintenance | undefined> {
  const rows = await db.selectFrom('maintenances').selectAll().where('id', '=', id).execute()
  const [maintenance] = await withUpdates(db, rows)
  return maintenance
}

/** Maintenances that share at least an instant with [fromAt, toAt), cancelled ones included, earliest start first. */
export async function maintenancesBetween(
  db: Db,
  between: { fromAt: number; toAt: number },
): Promise<Maintenance[]> {
  const rows = await db
    .selectFrom('maintenances')
    .selectAll()
    .where('ends_at', '>', between.fromAt)
    .where('starts_at', '<', between.toAt)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return withUpdates(db, rows)
}

/** Maintenances under way at `now` or still to come, without those that were called off, earliest start first. */
export async function maintenancesAhead(
  db: Db,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<Maintenance[]> {
  const rows = await db
    .selectFrom('maintenances')
    .selectAll()
    .where('ends_at', '>', now)
    .where('cancelled_at', 'is', null)
    .orderBy('starts_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return withUpdates(db, rows)
}

async function withUpdates(db: Db, rows: readonly Selectable<MaintenanceRow>[]): Promise<Maintenance[]> {
  // Most work takes place as it was announced, and then there is nothing to ask for.
  const ids = rows.filter(({ sequence }) => sequence > 0).map(({ id }) => id)
  const updates = ids.length === 0 ? new Map<string, never>() : await updatesOf(db, ids)
  return rows.map((row) => fromRow(row, updates.get(row.id) ?? []))
}

async function updatesOf(db: Db, ids: readonly string[]): Promise<Map<string, MaintenanceUpdate[]>> {
  const rows = await db
    .selectFrom('maintenance_updates')
    .selectAll()
    .where('maintenance_id', 'in', ids)
    .orderBy('num')
    .execute()
  const grouped = Map.groupBy(rows, ({ maintenance_id: id }) => id)
  return new Map(
    [...grouped].map(([id, of]) => [id, of.map((row) => ({ at: row.at, before: planFromRow(row) }))]),
  )
}

function toRow(maintenance: Maintenance) {
  return {
    id: maintenance.id,
    ...planToRow(maintenance),
    announced_at: maintenance.announcedAt,
    cancelled_at: maintenance.cancelledAt ?? null,
    sequence: maintenance.sequence,
  }
}

function planToRow({ notAffected, delayed, mayFail, ...plan }: MaintenancePlan) {
  return {
    title_json: toJson(plan.title),
    body_json: toJson(plan.body),
    lists_json: toJson({ notAffected, delayed, mayFail }),
    component_ids_json: toJson(plan.componentIds),
    starts_at: plan.startsAt,
    ends_at: plan.endsAt,
  }
}

function fromRow(row: Selectable<MaintenanceRow>, updates: readonly MaintenanceUpdate[]): Maintenance {
  return {
    id: row.id,
    ...planFromRow(row),
    announcedAt: row.announced_at,
    sequence: row.sequence,
    updates,
    ...withoutNulls({ cancelledAt: row.cancelled_at }),
  }
}

function planFromRow(row: Selectable<MaintenancePlanRow>): MaintenancePlan {
  return {
    title: fromJson(row.title_json),
    body: fromJson(row.body_json),
    ...fromJson(row.lists_json),
    componentIds: fromJson(row.component_ids_json),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }
}
