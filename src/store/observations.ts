import { sql } from 'kysely'

import type { Observation } from '../domain/observation.ts'
import { atomically } from './atomically.ts'
import { saveExplanations } from './explanations.ts'
import { outcomeCode, outcomeOf } from './outcome-code.ts'
import { markLate } from './rollups-due.ts'
import type { Db } from './tables.ts'
import { withoutNulls } from './without-nulls.ts'

/**
 * Stores a batch, or none of it. One that is stored already (same probe, place and instant) stays as it is, so a
 * batch may be handed in again when its caller cannot tell whether it was stored. Times are stored in whole ms.
 *
 * The batch is one JSON parameter of one statement: its text, and so its compiled form, is the same for any size,
 * and probe ids become numbers within it. Keeping those numbers in memory instead would be a little faster and wrong
 * as soon as a transaction that introduced one is rolled back.
 */
export async function insertObservations(db: Db, observations: readonly Observation[]): Promise<void> {
  if (observations.length === 0) return
  await atomically(db, async (tx) => {
    await numberProbes(tx, observations)
    const rows = observations.map((o) => [
      o.probeId,
      o.at,
      o.place,
      outcomeCode(o.outcome),
      wholeMs(o.latencyMs),
      wholeMs(o.creditMs),
    ])
    // A cross join keeps SQLite from looking through the batch once per probe rather than the reverse.
    await sql`
      insert into observations (probe, at, place, outcome, latency_ms, credit_ms)
      select probes.num, seen.value ->> 1, seen.value ->> 2, seen.value ->> 3, seen.value ->> 4, seen.value ->> 5
      from json_each(${JSON.stringify(rows)}) as seen cross join probes on probes.id = seen.value ->> 0
      where true
      on conflict do nothing`.execute(tx)
    await markLate(tx, observations)
    await saveExplanations(tx, observations)
  })
}

/** A probe's last observations, newest first, without their explanations. */
export async function recentObservations(
  db: Db,
  { probeId, limit }: { probeId: string; limit: number },
): Promise<Observation[]> {
  const rows = await db
    .selectFrom('observations')
    .innerJoin('probes', 'probes.num', 'observations.probe')
    .select(['at', 'place', 'outcome', 'latency_ms as latencyMs', 'credit_ms as creditMs'])
    .where('probes.id', '=', probeId)
    .orderBy('at', 'desc')
    .orderBy('place')
    .limit(limit)
    .execute()
  return rows.map(({ outcome, ...row }) => ({ probeId, outcome: outcomeOf(outcome), ...withoutNulls(row) }))
}

/** When the newest observation of any probe was made; undefined where there is none. */
export async function latestObservationAt(db: Db): Promise<number | undefined> {
  const latest = await latestByProbe(db)
  return latest.size === 0 ? undefined : Math.max(...latest.values())
}

/** When each probe's newest observation was made; probes without any are absent. */
export async function latestByProbe(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('probes')
    .select((select) => [
      'id',
      select
        .selectFrom('observations')
        .select(({ fn }) => fn.max('at').as('at'))
        .whereRef('observations.probe', '=', 'probes.num')
        .as('at'),
    ])
    .execute()
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at]])))
}

/** Gives probes that are seen for the first time their number. */
async function numberProbes(tx: Db, observations: readonly Observation[]): Promise<void> {
  const ids = JSON.stringify([...new Set(observations.map((o) => o.probeId))])
  await sql`
    insert into probes (id)
    select value from json_each(${ids}) where value not in (select id from probes)`.execute(tx)
}

function wholeMs(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms)
}
