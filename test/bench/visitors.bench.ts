import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock } from '../../src/lib/clock.ts'
import { createLog } from '../../src/lib/log.ts'
import { repeat } from '../../src/lib/repeat.ts'
import { createScheduler } from '../../src/schedule/scheduler.ts'
import { benchConfig } from './bench-config.ts'
import { type Child, startChild } from './child.ts'
import { fetchRaw } from './fetch-raw.ts'
import { type Bench, median, quantile } from './figure.ts'
import { benchFolder } from './folder.ts'
import type { IdleAsk } from './idle.ts'
import type { LoadAsk, LoadTold } from './load.ts'
import type { RawAnswer } from './raw-server.ts'
import { openRecording } from './recording.ts'
import { openSite } from './site.ts'
import type { TargetAsk } from './target.ts'
import { fillYears } from './years.ts'

const VISITORS = 200
const COMPONENTS = 100
const ROUNDS = 15
const BETWEEN_MS = 300

/** Two hundred readers at the moment when a page is made anew, while a hundred probes a second look. */
export const visitorsBench: Bench = {
  name: 'visitors',
  async run() {
    await using folder = await benchFolder()
    const target = startChild<TargetAsk, number>('target.ts')
    const targetUrl = `http://127.0.0.1:${await target.ask({ do: 'start', delayMs: 2 })}`
    const config = benchConfig({ count: COMPONENTS, every: '1s', targetUrl })
    await fillYears(folder.path, config, { days: 90, now: Date.now() })
    await using recording = await openRecording(folder.path, config, () => site?.keeper.invalidate('aged'))
    const site = await openSite(recording, config)
    const raw = startChild<RawAnswer, number>('raw-server.ts')
    const rawPort = await raw.ask(await fetchRaw(site.url))
    const { intake, prober } = recording
    const late: number[] = []
    let measuring = false
    const scheduler = createScheduler({
      probes: config.probes,
      concurrency: 128,
      clock: systemClock,
      log: createLog('error'),
      async run(probeId, plannedAt) {
        if (measuring) late.push(Date.now() - plannedAt)
        intake.push(await prober.look(probeId))
      },
    })
    const flushing = repeat(200, { work: () => intake.flush(systemClock()), onError: console.error })
    scheduler.start()
    await sleep(3_000)
    const idle = startChild<IdleAsk, readonly number[]>('idle.ts')
    await idle.ask({ do: 'begin' })
    measuring = true
    const [bare = Number.NaN, made = Number.NaN, rebuilt = Number.NaN] = await byTurns([
      { load: await crowd(rawPort), path: '/', before: async () => {} },
      { load: await crowd(site.port), path: '/components/part-3', before: () => site.keeper.refresh() },
      { load: await crowd(site.port), path: '/', before: async () => void site.keeper.refresh() },
    ])
    measuring = false
    const idleLate = await idle.ask({ do: 'end' })
    await scheduler.stop()
    await flushing.stop()
    await site.stop()
    for (const child of [raw, target, idle]) await child.stop()
    const goal = { of: 'value', atMost: 50 } as const
    return [
      { name: `${VISITORS} at once on a page to be made: p99`, value: made, limit: bare, unit: 'ms', goal },
      { name: 'the same on the home page being rebuilt', value: rebuilt, limit: bare, unit: 'ms', goal },
      {
        name: 'meanwhile: probes late, p99',
        value: quantile(late, 0.99),
        limit: quantile(idleLate, 0.99),
        unit: 'ms',
        goal,
      },
      {
        name: 'meanwhile: the latest probe',
        value: quantile(late, 1),
        limit: quantile(idleLate, 1),
        unit: 'ms',
      },
    ]
  },
}

interface Burst {
  readonly load: Child<LoadAsk, LoadTold>
  readonly path: string
  before(): Promise<void>
}

/** So many readers with their connections open, in a process of their own. */
async function crowd(port: number): Promise<Child<LoadAsk, LoadTold>> {
  const load = startChild<LoadAsk, LoadTold>('load.ts')
  await load.ask({ do: 'connect', port, count: VISITORS })
  return load
}

/** The p99 of each burst, and the median of those of one kind. The first round warms up. */
async function byTurns(bursts: readonly Burst[]): Promise<number[]> {
  const p99s: number[][] = bursts.map(() => [])
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, { load, path, before }] of bursts.entries()) {
      await sleep(BETWEEN_MS)
      await before()
      const { p99Ms } = await load.ask({ do: 'burst', path })
      if (round > 0) p99s[index]?.push(p99Ms)
    }
  }
  for (const { load } of bursts) await load.stop()
  return p99s.map(median)
}
