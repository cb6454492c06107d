const FIRST_MS = 15_000
const LONGEST_MS = 3_600_000

/** So long is a letter tried before it becomes a dead one. */
export const GIVE_UP_AFTER_MS = 86_400_000

export interface Failure {
  /** Tries that failed before this one. */
  readonly attempts: number
  /** When the letter was to go out first. */
  readonly createdAt: number
  /** What the other side asked for, ms. */
  readonly retryAfterMs?: number | undefined
  readonly now: number
  /** 0 to 1. */
  readonly random: number
}

/**
 * When to try again: after 15 seconds, twice that, and so on up to an hour, each time between half and all of it, so that
 * those who failed together do not come back together; never before the other side wants it. Undefined once a day is over.
 */
export function nextTry({ attempts, createdAt, retryAfterMs = 0, now, random }: Failure): number | undefined {
  const stepMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 20))
  const waitMs = Math.max(retryAfterMs, stepMs * (0.5 + random / 2))
  const dueAt = Math.ceil(now + waitMs)
  return dueAt - createdAt > GIVE_UP_AFTER_MS ? undefined : dueAt
}

/** How long a whole transport rests after it has failed so many times in a row, ms. */
export function restAfter(failures: number): number {
  return Math.min(60_000, 1_000 * 2 ** Math.min(failures - 1, 10))
}
