import { sql } from 'kysely'

import type { Observation } from '../domain/observation.ts'
import { readSetting, writeSetting } from './settings.ts'
import type { Db } from './tables.ts'

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

/** Hours are UTC's, so that they mean the same whatever zone the page has. */
export function startOfHour(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS
}
