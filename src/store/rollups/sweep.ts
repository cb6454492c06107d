import { setImmediate } from 'node:timers/promises'

import { sql } from 'kysely'

import { atomically } from '../atomically.ts'
import { deleteHour, type ProbeHour } from './roll-hour.ts'
import { isDue, makeDue, rolledUpUntil, startOfHour } from './rollups-due.ts'
import type { Db } from '../tables.ts'

/** What is old, and how much of it one transaction may remove. */
interface SweepStep {
  readonly now: number
  readonly rawMs: number
  readonly explanationsMs: number
  readonly limit: number
}

/**
 * Deletes observations older than `rawMs` that are rolled up, then explanations older than `explanationsMs`, in one
 * short transaction: about `limit` rows, exceeded by at most one probe's hour. Call again until nothing was removed.
 * Roll-ups and changes stay for ever.
 */
export async function sweep(
  db: Db,
  { now, rawMs, explanationsMs, limit }: SweepStep,
): Promise<{ removed: number }> {
  return atomically(db, async (tx) => {
    const raw = await sweepObservations(tx, { before: now - rawMs, limit })
    const explained = await sweepExplanations(tx, { before: now - explanationsMs, limit: limit - raw })
    return { removed: raw + explained }
  })
}

/**
 * Sweeps step by step until nothing is left to remove or `enough` says so, and lets others at the thread after every
 * step. A later call goes on where this one stopped.
 */
export async function sweepAll(
  db: Db,
  { enough, ...step }: SweepStep & { readonly enough: () => boolean },
): Promise<{ removed: number; done: boolean }> {
  let total = 0
  while (!enough()) {
    const { removed } = await sweep(db, step)
    if (removed === 0) return { removed: total, done: true }
    total += removed
    await setImmediate()
  }
  return { removed: total, done: false }
}

interface Broom {
  readonly before: number
  readonly limit: number
}

/** Whole hours at a time, so that an hour's observations are either all there or all gone. */
async function sweepObservations(tx: Db, { before, limit }: Broom): Promise<number> {
  const rolledUp = (await rolledUpUntil(tx)) ?? 0
  const hours = await oldestHours(tx, Math.min(startOfHour(before), rolledUp))
  let removed = 0
  for (const hour of hours) {
    if (removed >= limit) break
    if (await markSwept(tx, hour)) removed += await deleteHour(tx, hour)
  }
  return removed
}

/** Every probe's oldest hour of observations, where that lies before an instant. */
async function oldestHours(tx: Db, before: number): Promise<ProbeHour[]> {
  const { rows } = await sql<{ probe: number; at: number | null }>`
    select num as probe, (select min(at) from observations where probe = probes.num and at < ${before}) as at
    from probes`.execute(tx)
  return rows.flatMap(({ probe, at }) => (at === null ? [] : [{ probe, at: startOfHour(at) }]))
}

/** Answers false, and leaves the hour alone, while it waits to be rolled up or rolled up again. */
async function markSwept(tx: Db, hour: ProbeHour): Promise<boolean> {
  if (await isDue(tx, { span: 'hour', ...hour })) return false
  const { numUpdatedRows } = await tx
    .updateTable('rollups')
    .set({ raw_swept: 1 })
    .where('probe', '=', hour.probe)
    .where('span', '=', 'hour')
    .where('at', '=', hour.at)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) return true
  // Not to be expected, but nothing is deleted that no roll-up speaks of.
  await makeDue(tx, { span: 'hour', ...hour })
  return false
}

async function sweepExplanations(tx: Db, { before, limit }: Broom): Promise<number> {
  if (limit <= 0) return 0
  const troubles = await sql`
    delete from explanations where (probe, at, place) in (
      select probe, at, place from explanations where at < ${before} order by at limit ${limit})`.execute(tx)
  const successes = await sql`delete from ok_explanations where at < ${before}`.execute(tx)
  return Number(troubles.numAffectedRows ?? 0n) + Number(successes.numAffectedRows ?? 0n)
}
