import { setImmediate } from 'node:timers/promises'

import { sql } from 'kysely'

import type { Outcome } from '../../domain/outcome.ts'
import { atomically } from '../atomically.ts'
import { dayOf } from './day-of.ts'
import type { Histogram } from './histogram.ts'
import { rollHour, writeRollup } from './roll-hour.ts'
import {
  dueOf,
  HOUR_MS,
  makeDone,
  makeDue,
  rolledUpUntil,
  setRolledUpUntil,
  startOfHour,
} from './rollups-due.ts'
import type { Db } from '../tables.ts'
import type { Span } from '../tables/observations.ts'
import { emptyTally, mergeTallies, tallyFromColumns } from './tally.ts'

/** A probe's hour or day: how often it came back with what, and how long answers and money took. */
export interface Rollup {
  readonly probeId: string
  /** Its first instant. */
  readonly at: number
  readonly counts: Readonly<Record<Outcome, number>>
  /** Absent where nothing was timed. */
  readonly latency?: Histogram
  readonly credit?: Histogram
}

/**
 * Rolls observations up: hours from observations, days from hours. Does at most `steps` short transactions, lets
 * others at the thread in between, and answers whether all is done; called again, it goes on where it was.
 *
 * Once an hour is over, every probe that was looked at in it is written down as due, and the due ones are worked off.
 * An observation that comes in later than that makes its hour due again (insertObservations), and an hour makes its
 * day due, so both end up right however late, as if in order. An hour belongs to the day of `zone` in which it begins.
 */
export async function rollUp(
  db: Db,
  { now, zone, steps }: { now: number; zone: string; steps: number },
): Promise<{ done: boolean }> {
  for (let step = 0; step < steps; step += 1) {
    const worked = await atomically(
      db,
      async (tx) => (await rollHours(tx, zone)) || (await openHour(tx, now)) || (await rollDays(tx, zone)),
    )
    if (!worked) return { done: true }
    await setImmediate()
  }
  return { done: false }
}

/** Roll-ups that begin within [fromAt, toAt), oldest first. */
export async function rollupsOf(
  db: Db,
  wanted: { probeIds: readonly string[]; span: Span; fromAt: number; toAt: number },
): Promise<Rollup[]> {
  const rows = await db
    .selectFrom('rollups')
    .innerJoin('probes', 'probes.num', 'rollups.probe')
    .select(['id', 'at', 'counts_json', 'latency_histogram', 'credit_histogram'])
    .where('probes.id', 'in', wanted.probeIds)
    .where('span', '=', wanted.span)
    .where('at', '>=', wanted.fromAt)
    .where('at', '<', wanted.toAt)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, at, ...columns }) => {
    const { counts, latency, credit } = tallyFromColumns(columns)
    return {
      probeId: id,
      at,
      counts,
      ...(latency.counts.size > 0 && { latency }),
      ...(credit.counts.size > 0 && { credit }),
    }
  })
}

/** Probes' hours or days handled in one transaction: some ten thousand observations at a look every thirty seconds. */
const AT_ONCE = 50

/** An observation is dated when its look begins and stored when it ends; an hour is over when the last look has. */
const LAG_MS = 5 * 60_000

async function rollHours(tx: Db, zone: string): Promise<boolean> {
  const due = await dueOf(tx, { span: 'hour', limit: AT_ONCE })
  for (const hour of due) {
    const counted = await rollHour(tx, hour)
    if (counted) await makeDue(tx, { span: 'day', probe: hour.probe, at: dayOf(hour.at, zone).fromAt })
    await makeDone(tx, { span: 'hour', ...hour })
  }
  return due.length > 0
}

/** Makes the next hour that has observations due, if it is over; answers whether there was one. */
async function openHour(tx: Db, now: number): Promise<boolean> {
  const over = startOfHour(now - LAG_MS)
  const until = await rolledUpUntil(tx)
  if (until !== undefined && until >= over) return false
  const next = await firstObservationFrom(tx, until ?? 0)
  if (next === undefined || next >= over) {
    // Nothing to do up to here; saying so lets what comes in late be recognised as late.
    if (until !== undefined) await setRolledUpUntil(tx, over)
    return false
  }
  const hour = startOfHour(next)
  await sql`
    insert into rollups_due (span, at, probe)
    select 'hour', ${hour}, num from probes
    where exists (
      select 1 from observations where probe = probes.num and at >= ${hour} and at < ${hour + HOUR_MS})
    on conflict do nothing`.execute(tx)
  await setRolledUpUntil(tx, hour + HOUR_MS)
  return true
}

/** Adds up the due days that are over. Runs when no hour is due, so a day's hours are all there. */
async function rollDays(tx: Db, zone: string): Promise<boolean> {
  const until = (await rolledUpUntil(tx)) ?? 0
  const due = await dueOf(tx, { span: 'day', limit: AT_ONCE })
  const over = due.filter((day) => dayOf(day.at, zone).toAt <= until)
  for (const day of over) {
    await rollDay(tx, { probe: day.probe, ...dayOf(day.at, zone) })
    await makeDone(tx, { span: 'day', ...day })
  }
  return over.length > 0
}

async function rollDay(
  tx: Db,
  { probe, fromAt, toAt }: { probe: number; fromAt: number; toAt: number },
): Promise<void> {
  const hours = await tx
    .selectFrom('rollups')
    .selectAll()
    .where('probe', '=', probe)
    .where('span', '=', 'hour')
    .where('at', '>=', fromAt)
    .where('at', '<', toAt)
    .execute()
  const tally = hours.map(tallyFromColumns).reduce(mergeTallies, emptyTally())
  await writeRollup(tx, { probe, span: 'day', at: fromAt, tally })
}

async function firstObservationFrom(tx: Db, at: number): Promise<number | undefined> {
  const { rows } = await sql<{ at: number | null }>`
    select min((select min(at) from observations where probe = probes.num and at >= ${at})) as at
    from probes`.execute(tx)
  return rows[0]?.at ?? undefined
}
