import type { Selectable } from 'kysely'

import { addLatency, emptyHistogram } from './histogram.ts'
import { knownOutcome } from '../observations/outcome-code.ts'
import { HOUR_MS } from './rollups-due.ts'
import type { Db, Tables } from '../tables.ts'
import { countsOf, mergeTallies, type Tally, tallyFromColumns, tallyToColumns } from './tally.ts'

/** One probe's hour, by the probe's number. */
export interface ProbeHour {
  readonly probe: number
  readonly at: number
}

/**
 * Counts an hour's observations anew and writes its row; answers whether there was anything to count. Where the
 * hour's observations were deleted before, those that came in since are added to the row and deleted in turn: they
 * are too old to be kept, and must not be counted twice.
 */
export async function rollHour(tx: Db, hour: ProbeHour): Promise<boolean> {
  const seen = await tx
    .selectFrom('observations')
    .select(['outcome', 'latency_ms', 'credit_ms'])
    .where('probe', '=', hour.probe)
    .where('at', '>=', hour.at)
    .where('at', '<', hour.at + HOUR_MS)
    .execute()
  if (seen.length === 0) return false
  const known = await hourRow(tx, hour)
  const swept = known?.raw_swept === 1
  await writeRollup(tx, {
    ...hour,
    span: 'hour',
    tally: swept ? mergeTallies(tallyFromColumns(known), tallyOf(seen)) : tallyOf(seen),
  })
  if (swept) await deleteHour(tx, hour)
  return true
}

/** Deletes an hour's observations and answers how many there were. */
export async function deleteHour(tx: Db, hour: ProbeHour): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('observations')
    .where('probe', '=', hour.probe)
    .where('at', '>=', hour.at)
    .where('at', '<', hour.at + HOUR_MS)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

export async function writeRollup(
  tx: Db,
  { probe, span, at, tally }: ProbeHour & { span: 'hour' | 'day'; tally: Tally },
): Promise<void> {
  const columns = tallyToColumns(tally)
  await tx
    .insertInto('rollups')
    .values({ probe, span, at, ...columns })
    .onConflict((conflict) => conflict.columns(['probe', 'span', 'at']).doUpdateSet(columns))
    .execute()
}

function hourRow(tx: Db, { probe, at }: ProbeHour) {
  return tx
    .selectFrom('rollups')
    .selectAll()
    .where('probe', '=', probe)
    .where('span', '=', 'hour')
    .where('at', '=', at)
    .executeTakeFirst()
}

type Seen = Pick<Selectable<Tables['observations']>, 'outcome' | 'latency_ms' | 'credit_ms'>

/**
 * Never throws: one row that nobody can read, of an earlier version or a damaged disk, must not keep every later hour
 * from being counted. A time below zero counts as none, and an outcome no version knows is left out.
 */
function tallyOf(observations: readonly Seen[]): Tally {
  const counts = countsOf(() => 0)
  const latency = emptyHistogram()
  const credit = emptyHistogram()
  for (const { outcome: code, latency_ms: latencyMs, credit_ms: creditMs } of observations) {
    const outcome = knownOutcome(code)
    if (outcome === undefined) continue
    counts[outcome] += 1
    if (latencyMs !== null && (outcome === 'ok' || outcome === 'slow'))
      addLatency(latency, Math.max(0, latencyMs))
    if (creditMs !== null) addLatency(credit, Math.max(0, creditMs))
  }
  return { counts, latency, credit }
}
