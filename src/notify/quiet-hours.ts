import type { QuietHours } from '../domain/subscriber.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440

/**
 * When somebody's quiet hours are over, epoch ms; undefined outside of them. `minute` is how many minutes after midnight
 * it is now in the page's zone. Hours that end when they begin are none.
 */
export function quietUntil(
  quiet: QuietHours | undefined,
  { now, minute }: { readonly now: number; readonly minute: number },
): number | undefined {
  if (quiet === undefined) return undefined
  const length = minutesFrom(quiet.from, quiet.to)
  if (minutesFrom(quiet.from, minute) >= length) return undefined
  // From the beginning of this minute, so that they end on the minute.
  return now - (now % MINUTE_MS) + minutesFrom(minute, quiet.to) * MINUTE_MS
}

/** From one time of day to the next time it is another. */
function minutesFrom(from: number, to: number): number {
  return (to - from + DAY_MINUTES) % DAY_MINUTES
}
