import { CompiledQuery, type Selectable, sql } from 'kysely'

import type { Observation } from '../../domain/observation.ts'
import { atomically } from '../atomically.ts'
import { saveExplanations } from './explanations.ts'
import { outcomeCode, outcomeOf } from './outcome-code.ts'
import { numberProbes } from './probes.ts'
import { saveQuotes } from './quotes.ts'
import { markLate } from '../rollups/rollups-due.ts'
import type { Db, Tables } from '../tables.ts'
import { withoutNulls } from '../without-nulls.ts'

/**
 * Stores a batch, or none of it. One that is stored already (same probe, place and instant) stays as it is, so a
 * batch may be handed in again when its caller cannot tell whether it was stored. Times are stored in whole ms and
 * never below zero, which is what a clock that was set back makes of them.
 *
 * Row by row with one kept statement: without a network in between that is what SQLite does fastest, ahead of one
 * statement for the whole batch whether the rows come as JSON or as a long list of values. The statement looks up
 * the probe's number itself. Keeping numbers in memory would be a little faster still, and wrong as soon as the
 * transaction that introduced one is rolled back.
 */
export async function insertObservations(db: Db, observations: readonly Observation[]): Promise<void> {
  if (observations.length === 0) return
  await atomically(db, async (tx) => {
    await numberProbes(
      tx,
      observations.map((o) => o.probeId),
    )
    for (const o of observations) await insertOne(tx, o)
    await markLate(tx, observations)
    await saveExplanations(tx, observations)
    await saveQuotes(tx, observations)
  })
}

/** A probe's last observations, newest first, without their explanations; none from before `fromAt`. */
export async function recentObservations(
  db: Db,
  { probeId, limit, fromAt = -Infinity }: { probeId: string; limit: number; fromAt?: number },
): Promise<Observation[]> {
  const rows = await db
    .selectFrom('observations')
    .innerJoin('probes', 'probes.num', 'observations.probe')
    .select(['at', 'place', 'outcome', 'latency_ms', 'credit_ms'])
    .where('probes.id', '=', probeId)
    .where('at', '>=', fromAt)
    .orderBy('at', 'desc')
    // Backwards through the key as well, so that the last ones are read and not all of them sorted.
    .orderBy('place', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => fromRow(probeId, row))
}

/** When the newest observation of any probe was made, by one look into the index per probe; undefined where there is none. */
export async function latestObservationAt(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ at: number | null }>`
    select max((select max(at) from observations where probe = probes.num)) as at from probes`.execute(db)
  return rows[0]?.at ?? undefined
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

type Seen = Pick<Selectable<Tables['observations']>, 'at' | 'place' | 'outcome' | 'latency_ms' | 'credit_ms'>

function fromRow(probeId: string, row: Seen): Observation {
  const { at, place, outcome, latency_ms: latencyMs, credit_ms: creditMs } = row
  return {
    probeId,
    at,
    place,
    outcome: outcomeOf(outcome),
    // Earlier versions stored what a clock that was set back made of a time.
    ...withoutNulls({ latencyMs: wholeMs(latencyMs ?? undefined), creditMs: wholeMs(creditMs ?? undefined) }),
  }
}

function wholeMs(ms: number | undefined): number | null {
  return ms === undefined || !Number.isFinite(ms) ? null : Math.max(0, Math.round(ms))
}

const INSERT = `insert into observations (probe, at, place, outcome, latency_ms, credit_ms)
  values ((select num from probes where id = ?), ?, ?, ?, ?, ?) on conflict do nothing`

function insertOne(tx: Db, o: Observation) {
  const row = [o.probeId, o.at, o.place, outcomeCode(o.outcome), wholeMs(o.latencyMs), wholeMs(o.creditMs)]
  return tx.executeQuery(CompiledQuery.raw(INSERT, row))
}
