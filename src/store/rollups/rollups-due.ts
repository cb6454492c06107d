import { sql } from 'kysely'

import type { Observation } from '../../domain/observation.ts'
import { readSetting, writeSetting } from '../settings.ts'
import type { Db } from '../tables.ts'
import type { Span } from '../tables/observations.ts'

export const HOUR_MS = 3_600_000

const WATERMARK = 'rolled_up_until'

/** Hours before this instant have been rolled up or stand in rollups_due; undefined before the first time. */
export async function rolledUpUntil(db: Db): Promise<number | undefined> {
  const value = await readSetting(db, WATERMARK)
  return value === undefined ? undefined : Number(value)
}

export async function setRolledUpUntil(tx: Db, at: number): Promise<void> {
  await writeSetting(tx, WATERMARK, String(at))
}

/** Has hours rolled up again whose observations came in after it was done. The probes have their numbers already. */
export async function markLate(tx: Db, observations: readonly Observation[]): Promise<void> {
  const until = await rolledUpUntil(tx)
  if (until === undefined) return
  const late = observations.filter((o) => o.at < until)
  if (late.length === 0) return
  const rows = JSON.stringify(late.map((o) => [o.probeId, startOfHour(o.at)]))
  await sql`
    insert into rollups_due (span, at, probe)
    select 'hour', late.value ->> 1, probes.num
    from json_each(${rows}) as late cross join probes on probes.id = late.value ->> 0
    where true
    on conflict do nothing`.execute(tx)
}

/** An hour or day of a probe, by the probe's number, that waits to be rolled up. */
export interface Due {
  readonly span: Span
  readonly probe: number
  readonly at: number
}

/** The oldest due ones. */
export function dueOf(tx: Db, { span, limit }: { span: Span; limit: number }) {
  return tx
    .selectFrom('rollups_due')
    .select(['probe', 'at'])
    .where('span', '=', span)
    .orderBy('at')
    .orderBy('probe')
    .limit(limit)
    .execute()
}

export async function isDue(tx: Db, { span, probe, at }: Due): Promise<boolean> {
  const row = await tx
    .selectFrom('rollups_due')
    .select('at')
    .where('span', '=', span)
    .where('at', '=', at)
    .where('probe', '=', probe)
    .executeTakeFirst()
  return row !== undefined
}

export async function makeDue(tx: Db, due: Due): Promise<void> {
  await tx
    .insertInto('rollups_due')
    .values(due)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function makeDone(tx: Db, { span, probe, at }: Due): Promise<void> {
  await tx
    .deleteFrom('rollups_due')
    .where('span', '=', span)
    .where('at', '=', at)
    .where('probe', '=', probe)
    .execute()
}

/** Hours are UTC's, so that they mean the same whatever zone the page has. */
export function startOfHour(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS
}
