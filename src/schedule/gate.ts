import pLimit from 'p-limit'

/** Lets a probe look only when its last look is over, and only so many at once. */
export interface Gate {
  /** Starts the look, now or when a place is free; false when that probe is still looking or waiting. */
  enter(probeId: string, look: () => Promise<void>): boolean
  /** Resolves when no look is under way. */
  empty(): Promise<void>
  readonly running: number
  readonly waiting: number
}

export function createGate(concurrency: number): Gate {
  const limit = pLimit(concurrency)
  const inside = new Map<string, Promise<void>>()
  return {
    enter(probeId, look) {
      if (inside.has(probeId)) return false
      inside.set(
        probeId,
        limit(look).finally(() => inside.delete(probeId)),
      )
      return true
    },
    async empty() {
      await Promise.allSettled(inside.values())
    },
    get running() {
      return limit.activeCount
    },
    get waiting() {
      return limit.pendingCount
    },
  }
}
