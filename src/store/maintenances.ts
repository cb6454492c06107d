import type { Selectable } from 'kysely'

import type { Maintenance } from '../domain/maintenance.ts'
import { fromJson, toJson } from './json.ts'
import type { Db } from './tables.ts'
import type { MaintenanceRow } from './tables/maintenances.ts'
import { withoutNulls } from './without-nulls.ts'

export async function insertMaintenance(db: Db, maintenance: Maintenance): Promise<void> {
  await db.insertInto('maintenances').values(toRow(maintenance)).execute()
}

/** Replaces every field of the maintenance with this id. */
export async function updateMaintenance(db: Db, maintenance: Maintenance): Promise<void> {
  await db.updateTable('maintenances').set(toRow(maintenance)).where('id', '=', maintenance.id).execute()
}

export async function maintenanceById(db: Db, id: string): Promise<Maintenance | undefined> {
  const row = await db.selectFrom('maintenances').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
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
  return rows.map(fromRow)
}

function toRow(maintenance: Maintenance) {
  const { notAffected, delayed, mayFail } = maintenance
  return {
    id: maintenance.id,
    title_json: toJson(maintenance.title),
    body_json: toJson(maintenance.body),
    lists_json: toJson({ notAffected, delayed, mayFail }),
    component_ids_json: toJson(maintenance.componentIds),
    starts_at: maintenance.startsAt,
    ends_at: maintenance.endsAt,
    announced_at: maintenance.announcedAt,
    cancelled_at: maintenance.cancelledAt ?? null,
    sequence: maintenance.sequence,
  }
}

function fromRow(row: Selectable<MaintenanceRow>): Maintenance {
  return {
    id: row.id,
    title: fromJson(row.title_json),
    body: fromJson(row.body_json),
    ...fromJson(row.lists_json),
    componentIds: fromJson(row.component_ids_json),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    announcedAt: row.announced_at,
    sequence: row.sequence,
    ...withoutNulls({ cancelledAt: row.cancelled_at }),
  }
}
