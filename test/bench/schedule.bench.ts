import { monitorEventLoopDelay } from 'node:perf_hooks'

import type { Probe } from '../../src/domain/probe.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { createLog } from '../../src/lib/log.ts'
import { createScheduler } from '../../src/schedule/scheduler.ts'
import { sampleProbe } from '../support/sample-probe.ts'
import { type Bench, quantile } from './figure.ts'

const PROBES = 10_000
const SECONDS = 20

/** Ten thousand probes every ten seconds that do nothing: what is left is the schedule itself. */
export const scheduleBench: Bench = {
  name: 'schedule',
  async run() {
    const probes: Probe[] = Array.from({ length: PROBES }, (_, index) =>
      sampleProbe({ id: `probe-${index}`, cron: '*/10 * * * * *', periodMs: 10_000 }),
    )
    const before = memory()
    const late: number[] = []
    let measuring = false
    const scheduler = createScheduler({
      probes,
      concurrency: 256,
      clock: systemClock,
      log: createLog('silent'),
      async run(_probeId, plannedAt) {
        if (measuring) late.push(Date.now() - plannedAt)
      },
    })
    const delay = monitorEventLoopDelay({ resolution: 10 })
    scheduler.start()
    await seconds(12)
    measuring = true
    delay.enable()
    const cpu = process.cpuUsage()
    await seconds(SECONDS)
    const used = process.cpuUsage(cpu)
    delay.disable()
    const grown = memory() - before
    await scheduler.stop()
    return [
      {
        name: `${PROBES} probes every 10 s: drift p99`,
        value: quantile(late, 0.99),
        unit: 'ms',
        goal: { of: 'value', atMost: 50 },
      },
      { name: 'the same: memory', value: grown / 2 ** 20, unit: 'MB', goal: { of: 'value', atMost: 30 } },
      { name: 'the same: CPU', value: (used.user + used.system) / SECONDS / 10_000, unit: '%' },
      { name: 'the same: looks a second', value: late.length / SECONDS, unit: '/s' },
      { name: 'the same: longest the loop stood still', value: delay.max / 1e6, unit: 'ms' },
    ]
  },
}

function memory(): number {
  globalThis.gc?.()
  return process.memoryUsage().rss
}

async function seconds(count: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, count * 1000))
}
