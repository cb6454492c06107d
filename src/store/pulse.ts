import { readSetting } from './settings.ts'
import type { Db } from './tables.ts'

/** The setting that recording renews every few seconds (src/record/sight/pulse.ts), probes or none. */
const PULSE = 'pulse_at'

/** When recording last gave a sign of life, epoch ms; undefined where it never has. */
export async function readPulse(db: Db): Promise<number | undefined> {
  const value = await readSetting(db, PULSE)
  return value === undefined ? undefined : Number(value)
}
