import type { Observation } from '../../domain/observation.ts'
import type { Habits } from './probe-habits.ts'
import { between, randomOf } from './random.ts'

/** Enough for a judge to be sure of what it sees, and for a page to show. */
const LOOKS = 40

/** Where the looks that follow come from too: from another place they would be another witness's. */
const PLACE = 'here'

/** How far back they may reach. */
const RECENT_MS = 20 * 60_000

/** What a probe saw just before now: all well. With it the recorder goes on as if it had never been away. */
export function recentLooks(
  { probe, latencyMs, creditMs }: Habits,
  seed: number,
  now: number,
): Observation[] {
  const random = randomOf(seed, `recent looks of ${probe.id}`)
  const lastAt = now - Math.ceil(random() * Math.min(probe.periodMs, RECENT_MS))
  const count = Math.min(LOOKS, Math.floor((lastAt - (now - RECENT_MS)) / probe.periodMs) + 1)
  return Array.from({ length: count }, (_, index) => {
    const pace = between(random, 0.85, 1.2)
    return {
      probeId: probe.id,
      place: PLACE,
      at: lastAt - index * probe.periodMs,
      outcome: 'ok',
      ...(latencyMs !== undefined && { latencyMs: Math.round(latencyMs * pace) }),
      ...(creditMs !== undefined && { creditMs: Math.round(creditMs * pace) }),
    }
  })
}
