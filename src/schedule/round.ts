import type { Clock } from '../lib/clock.ts'

/** One node-cron tick's looks, spread evenly over the time until the next tick. */
export interface Round {
  /** Walks all probes once: the i-th of n is launched at `fromAt + overMs × i / n`. A walk still under way is finished at once. */
  walk(fromAt: number, overMs: number): void
  stop(): void
}

export interface RoundDeps {
  readonly probeIds: readonly string[]
  readonly clock: Clock
  /** Must not throw; `plannedAt` tells how late it was called. */
  launch(probeId: string, plannedAt: number): void
}

/**
 * One timer for however many probes: it sleeps until the next slot and launches what is due. A timer for each probe,
 * or a cron task for each, blocks the loop for a second at ten thousand (measured in npm run bench).
 */
export function createRound({ probeIds, clock, launch }: RoundDeps): Round {
  let timer: NodeJS.Timeout | undefined
  let next = probeIds.length
  let fromAt = 0
  let stepMs = 0

  const plannedAt = (index: number): number => fromAt + index * stepMs

  function launchDue(until: number): void {
    for (; next < probeIds.length && plannedAt(next) <= until; next++) {
      const probeId = probeIds[next]
      if (probeId !== undefined) launch(probeId, plannedAt(next))
    }
  }

  function sleepOrFinish(): void {
    launchDue(clock())
    if (next >= probeIds.length) return
    timer = setTimeout(sleepOrFinish, Math.max(0, plannedAt(next) - clock()))
  }

  return {
    walk(at, overMs) {
      clearTimeout(timer)
      // Reached only when the clock was set back or the loop stood still: better early than not at all.
      launchDue(Infinity)
      next = 0
      fromAt = at
      stepMs = overMs / Math.max(1, probeIds.length)
      sleepOrFinish()
    },
    stop() {
      clearTimeout(timer)
      next = probeIds.length
    },
  }
}
