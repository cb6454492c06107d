import { createTask, type ScheduledTask } from 'node-cron'

import type { Probe } from '../domain/probe.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { createGate } from './gate.ts'
import { createRound, type Round } from './round.ts'

/** Decides when to look; what a look is, it does not know. */
export interface Scheduler {
  /** Looks at everything once within a few seconds, then keeps to the expressions. */
  start(): void
  /** No new looks, not even those that wait for their turn; resolves when those under way are over. */
  stop(): Promise<void>
  /** Looks at one probe again soon, so that confirming a failure does not wait for the next tick; not once stopped. */
  recheck(probeId: string): void
  stats(): SchedulerStats
}

interface SchedulerStats {
  readonly running: number
  readonly waiting: number
  /** Ticks at which a probe was still busy with its last look. */
  readonly overlaps: number
}

export interface SchedulerDeps {
  readonly probes: readonly Probe[]
  /** Most looks at the same time. */
  readonly concurrency: number
  readonly clock: Clock
  readonly log: Log
  /** One look; `plannedAt` is when it was due, epoch ms. Must handle its own errors: a rejection is logged as ours. */
  run(probeId: string, plannedAt: number): Promise<void>
}

/** After a start nobody wants to wait a whole period for the first word. */
const FIRST_ROUND_MS = 2_000

export function createScheduler(deps: SchedulerDeps): Scheduler {
  const { clock, log } = deps
  const gate = createGate(deps.concurrency)
  const recheckMs = new Map(deps.probes.map((probe) => [probe.id, probe.recheckMs]))
  const rechecks = new Map<string, NodeJS.Timeout>()
  let overlaps = 0
  let stopped = false

  function launch(probeId: string, plannedAt: number): void {
    if (stopped) return
    const entered = gate.enter(probeId, async () => {
      // It may have waited for its turn until after the end.
      if (stopped) return
      try {
        await deps.run(probeId, plannedAt)
      } catch (error) {
        log.error({ err: error, probeId }, 'A look failed in a way it should not: this is a mistake of ours.')
      }
    })
    if (!entered) overlaps++
  }

  const rounds = [...groupByExpression(deps.probes).values()].map((probes) =>
    createCronRound(probes, { clock, launch }),
  )

  return {
    start() {
      for (const { task, round, periodMs } of rounds) {
        round.walk(clock(), Math.min(FIRST_ROUND_MS, periodMs))
        void task.start()
      }
    },
    async stop() {
      stopped = true
      for (const { task, round } of rounds) {
        await task.destroy()
        round.stop()
      }
      for (const timer of rechecks.values()) clearTimeout(timer)
      rechecks.clear()
      await gate.empty()
    },
    recheck(probeId) {
      const delayMs = recheckMs.get(probeId)
      if (stopped || delayMs === undefined || rechecks.has(probeId)) return
      const dueAt = clock() + delayMs
      const timer = setTimeout(() => {
        rechecks.delete(probeId)
        launch(probeId, dueAt)
      }, delayMs)
      rechecks.set(probeId, timer)
    },
    stats: () => ({ running: gate.running, waiting: gate.waiting, overlaps }),
  }
}

function groupByExpression(probes: readonly Probe[]): Map<string, Probe[]> {
  return Map.groupBy(probes, (probe) => `${probe.cron}\n${probe.zone}`)
}

interface CronRound {
  readonly task: ScheduledTask
  readonly round: Round
  readonly periodMs: number
}

/** One node-cron task for all probes that share an expression; each tick spreads them until the next. */
function createCronRound(
  probes: readonly Probe[],
  { clock, launch }: { clock: Clock; launch(probeId: string, plannedAt: number): void },
): CronRound {
  const [{ cron, zone, periodMs } = { cron: '', zone: 'UTC', periodMs: 0 }] = probes
  const round = createRound({ probeIds: probes.map((probe) => probe.id), clock, launch })
  const task = createTask(
    cron,
    ({ date }) => {
      const untilNextMs = task.msToNext() ?? periodMs
      round.walk(date.getTime(), Math.min(periodMs, untilNextMs))
    },
    // A tick missed while the process stood still shows as a gap in the pulse (src/record); no need to say it twice.
    { timezone: zone, suppressMissedWarning: true },
  )
  return { task, round, periodMs }
}
