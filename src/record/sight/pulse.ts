import type { Gap } from '../../domain/gap.ts'
import { latestObservationAt } from '../../store/observations/observations.ts'
import type { Db } from '../../store/open.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'

const PULSE = 'pulse_at'

/** A pulse is stored no more often than this; between two of them, what was recorded tells that we lived. */
const PULSE_EVERY_MS = 5_000

/** A silence of ours longer than this is a gap: shorter ones happen to every busy machine. */
const GAP_AFTER_MS = 30_000

export function pulseIsDue(lastAt: number | undefined, now: number): boolean {
  return lastAt === undefined || now < lastAt || now - lastAt >= PULSE_EVERY_MS
}

export async function writePulse(db: Db, now: number): Promise<void> {
  await writeSetting(db, PULSE, String(now))
}

/** When we were last known to be awake: the stored pulse, or the newest look where that is newer or the only trace. */
export async function lastSignOfLife(db: Db): Promise<number | undefined> {
  const pulse = await readSetting(db, PULSE)
  const looked = await latestObservationAt(db)
  const times = [pulse === undefined ? undefined : Number(pulse), looked].filter((at) => at !== undefined)
  return times.length === 0 ? undefined : Math.max(...times)
}

/** The time in which nobody looked, when it was long enough to be told of. */
export function gapSince(lastAt: number | undefined, now: number): Gap | undefined {
  if (lastAt === undefined || now - lastAt < GAP_AFTER_MS) return undefined
  return { fromAt: lastAt, toAt: now, cause: 'monitor_stopped' }
}
