import { setImmediate, setTimeout as sleep } from 'node:timers/promises'

/** Letters are begun for so long, and then whoever waits for a page has their turn. */
const TURN_MS = 0.5

/**
 * Resolves when the next letter may begin: no closer to the last than the transport wants, where that is said, nor so many
 * at once that readers wait for it.
 */
export function createPace(perSecond: number | undefined): () => Promise<void> {
  let nextStartAt = 0
  let turnUntil = 0
  return async () => {
    if (perSecond === undefined) {
      if (performance.now() < turnUntil) return
      await setImmediate()
      turnUntil = performance.now() + TURN_MS
      return
    }
    const now = performance.now()
    const startAt = Math.max(now, nextStartAt)
    nextStartAt = startAt + 1_000 / perSecond
    if (startAt > now) await sleep(startAt - now)
  }
}
