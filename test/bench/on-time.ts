import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Probe } from '../../src/domain/probe.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { createLog } from '../../src/lib/log.ts'
import { createScheduler } from '../../src/schedule/scheduler.ts'
import { sampleProbe } from '../support/sample-probe.ts'
import { obey } from './child.ts'
import { quantile } from './figure.ts'

export interface OnTimeAsk {
  readonly by: 'scheduler' | 'timers'
  /** As many things, each of which is due every ten seconds. */
  readonly things: number
}

export interface OnTimeTold {
  readonly driftP99Ms: number
  readonly memoryMb: number
  /** Of one core, percent. */
  readonly cpu: number
  readonly perSecond: number
  readonly longestStopMs: number
}

const EVERY_MS = 10_000
const WARM_UP_MS = 12_000
const MEASURED_MS = 20_000

/** Starts what calls back for each thing when its turn has come, with the time that was planned for it, epoch ms. */
type Start = (things: number, onTurn: (plannedAt: number) => void) => void

/** Measures how well so many things are done on time that do nothing: what is left is the schedule itself. */
obey(async ({ by, things }: OnTimeAsk): Promise<OnTimeTold> => {
  const start = by === 'scheduler' ? startScheduler : startTimers
  const before = residentBytes()
  const late: number[] = []
  let measuring = false
  start(things, (plannedAt) => {
    if (measuring) late.push(Date.now() - plannedAt)
  })
  const delay = monitorEventLoopDelay({ resolution: 10 })
  await sleep(WARM_UP_MS)
  measuring = true
  delay.enable()
  const cpu = process.cpuUsage()
  await sleep(MEASURED_MS)
  const { user, system } = process.cpuUsage(cpu)
  measuring = false
  delay.disable()
  return {
    driftP99Ms: quantile(late, 0.99),
    memoryMb: (residentBytes() - before) / 2 ** 20,
    cpu: ((user + system) / 1000 / MEASURED_MS) * 100,
    perSecond: (late.length * 1000) / MEASURED_MS,
    longestStopMs: delay.max / 1e6,
  }
})

const startScheduler: Start = (things, onTurn) => {
  const probes: Probe[] = Array.from({ length: things }, (_, index) =>
    sampleProbe({ id: `probe-${index}`, cron: '*/10 * * * * *', periodMs: EVERY_MS }),
  )
  const scheduler = createScheduler({
    probes,
    concurrency: 256,
    clock: systemClock,
    log: createLog('silent'),
    run: async (_probeId, plannedAt) => onTurn(plannedAt),
  })
  scheduler.start()
}

/** A timer of Node's for each thing, set anew when it has fired, and nothing on top. */
const startTimers: Start = (things, onTurn) => {
  const wakeAt = (plannedAt: number): void => {
    const fire = (): void => {
      onTurn(plannedAt)
      wakeAt(plannedAt + EVERY_MS)
    }
    setTimeout(fire, Math.max(0, plannedAt - Date.now()))
  }
  const beganAt = Date.now()
  for (let thing = 0; thing < things; thing += 1) wakeAt(beganAt + ((thing + 1) * EVERY_MS) / things)
}

function residentBytes(): number {
  globalThis.gc?.()
  return process.memoryUsage().rss
}
