import { sql } from 'kysely'

import type { State } from '../domain/state.ts'
import type { Db } from './tables.ts'

/** How long a component was in each state on one day of the page's zone. */
export interface ComponentDay {
  readonly componentId: string
  /** The day's first instant. */
  readonly dayAt: number
  readonly ms: Readonly<Record<State, number>>
}

/** Writes days, replacing what was known of them. One statement however many there are. */
export async function saveComponentDays(db: Db, days: readonly ComponentDay[]): Promise<void> {
  const rows = days.map(({ dayAt, componentId, ms }) => [
    dayAt,
    componentId,
    ms.operational,
    ms.degraded,
    ms.partial_outage,
    ms.major_outage,
    ms.maintenance,
    ms.unknown,
  ])
  await sql`
    insert into component_days (day_at, component_id, operational_ms, degraded_ms, partial_outage_ms, major_outage_ms,
      maintenance_ms, unknown_ms)
    select day.value ->> 0, day.value ->> 1, day.value ->> 2, day.value ->> 3, day.value ->> 4, day.value ->> 5,
      day.value ->> 6, day.value ->> 7
    from json_each(${JSON.stringify(rows)}) as day
    where true
    on conflict (day_at, component_id) do update set
      operational_ms = excluded.operational_ms, degraded_ms = excluded.degraded_ms,
      partial_outage_ms = excluded.partial_outage_ms, major_outage_ms = excluded.major_outage_ms,
      maintenance_ms = excluded.maintenance_ms, unknown_ms = excluded.unknown_ms`.execute(db)
}

/** Days that begin within [fromDayAt, toDayAt), oldest first, of all components. */
export async function componentDays(
  db: Db,
  between: { fromDayAt: number; toDayAt: number },
): Promise<ComponentDay[]> {
  const rows = await db
    .selectFrom('component_days')
    .selectAll()
    .where('day_at', '>=', between.fromDayAt)
    .where('day_at', '<', between.toDayAt)
    .orderBy('day_at')
    .orderBy('component_id')
    .execute()
  return rows.map((row) => ({
    componentId: row.component_id,
    dayAt: row.day_at,
    ms: {
      operational: row.operational_ms,
      degraded: row.degraded_ms,
      partial_outage: row.partial_outage_ms,
      major_outage: row.major_outage_ms,
      maintenance: row.maintenance_ms,
      unknown: row.unknown_ms,
    },
  }))
}
