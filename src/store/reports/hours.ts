import { sql } from 'kysely'

import type { Report } from '../../domain/report.ts'
import type { Db } from '../tables.ts'

/** How often a component was reported in an hour, by what was seen and where; who did is not in it. */
export interface ReportCount extends Report {
  readonly hourAt: number
  readonly count: number
}

export async function addToCount(db: Db, { hourAt, componentId, symptom, region, count }: ReportCount) {
  await db
    .insertInto('report_counts')
    .values({ hour_at: hourAt, component_id: componentId, symptom, region: region ?? '', count })
    .onConflict((conflict) =>
      conflict
        .columns(['hour_at', 'component_id', 'symptom', 'region'])
        .doUpdateSet({ count: sql`report_counts.count + excluded.count` }),
    )
    .execute()
}

export async function countsSince(db: Db, sinceAt: number): Promise<ReportCount[]> {
  const rows = await db.selectFrom('report_counts').selectAll().where('hour_at', '>=', sinceAt).execute()
  return rows.map((row) => ({
    hourAt: row.hour_at,
    componentId: row.component_id,
    symptom: row.symptom,
    ...(row.region !== '' && { region: row.region }),
    count: row.count,
  }))
}

/** Remembers an hour's level where it is the highest so far. */
export async function raisePeak(
  db: Db,
  { componentId, hourAt, level }: { componentId: string; hourAt: number; level: number },
): Promise<void> {
  await db
    .insertInto('report_peaks')
    .values({ component_id: componentId, hour_at: hourAt, level })
    .onConflict((conflict) =>
      conflict
        .columns(['component_id', 'hour_at'])
        .doUpdateSet({ level: sql`max(report_peaks.level, excluded.level)` }),
    )
    .execute()
}

/** A component's highest levels by hour since then. */
export async function peaksOf(
  db: Db,
  { componentId, sinceAt }: { componentId: string; sinceAt: number },
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('report_peaks')
    .select(['hour_at', 'level'])
    .where('component_id', '=', componentId)
    .where('hour_at', '>=', sinceAt)
    .execute()
  return new Map(rows.map(({ hour_at: hourAt, level }) => [hourAt, level]))
}

/** Forgets hours before that. */
export async function sweepReportHours(db: Db, { before }: { readonly before: number }): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('report_counts').where('hour_at', '<', before).execute()
    await tx.deleteFrom('report_peaks').where('hour_at', '<', before).execute()
    await tx.deleteFrom('report_episodes').where('ended_at', '<', before).execute()
  })
}
