import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { BareLookerAsk } from './bare-looker.ts'
import { configText } from './bench-config.ts'
import { startChild } from './child.ts'
import { fetchRaw } from './fetch-raw.ts'
import type { Bench } from './figure.ts'
import { benchFolder } from './folder.ts'
import type { RawAnswer } from './raw-server.ts'
import { residentMb, startServe } from './serve-process.ts'
import type { TargetAsk } from './target.ts'

const PROBES = 500
const EVERY_MS = 10_000
const MINUTE_MS = 60_000
const VISIT_EVERY_MS = 200
/** What readers look at, one after the other. */
const PAGES = ['/', '/en', '/components/part-7', '/history', '/api/v2/summary.json']

/**
 * A process that looks at 500 components every 10 s and has readers, after a minute of it; beside one that only serves
 * the home page, and one that only looks.
 */
export const memoryBench: Bench = {
  name: 'memory',
  async run() {
    await using folder = await benchFolder()
    const target = startChild<TargetAsk, number>('target.ts')
    const targetUrl = `http://127.0.0.1:${await target.ask({ do: 'start', delayMs: 2 })}`
    const file = path.join(folder.path, 'wallet.yaml')
    await writeFile(file, configText({ count: PROBES, every: `${EVERY_MS / 1000}s`, targetUrl }))
    const serve = await startServe({ CONFIG: file, DATA_DIR: folder.path })
    const raw = startChild<RawAnswer, number>('raw-server.ts')
    await raw.ask(await fetchRaw(serve.url))

    const looker = startChild<BareLookerAsk, number>('bare-looker.ts')
    const cpuBefore = await serve.cpuSeconds()
    const bareCpuBefore = await looker.ask({ do: 'start', targetUrl, count: PROBES, everyMs: EVERY_MS })
    const samples: number[] = []
    const endAt = performance.now() + MINUTE_MS
    for (let visit = 0; performance.now() < endAt; visit += 1) {
      await (await fetch(serve.url + (PAGES[visit % PAGES.length] ?? ''))).text()
      if (visit % 10 === 0) samples.push(await serve.residentMb())
      await sleep(VISIT_EVERY_MS)
    }
    const cpu = (await serve.cpuSeconds()) - cpuBefore
    const bareCpu = (await looker.ask({ do: 'cpuSeconds' })) - bareCpuBefore
    const value = await serve.residentMb()
    const limit = await residentMb(raw.pid)
    await serve.stop()
    for (const child of [looker, raw, target]) await child.stop()
    return [
      { name: `${PROBES} probes every 10 s`, value, limit, unit: 'MB', goal: { of: 'value', atMost: 150 } },
      { name: 'the same: most in that minute', value: Math.max(...samples), limit, unit: 'MB' },
      { name: 'the same: CPU', value: percent(cpu), limit: percent(bareCpu), unit: '%' },
    ]
  },
}

/** Of one core, of so many seconds of CPU time in that minute. */
function percent(cpuSeconds: number): number {
  return (cpuSeconds / MINUTE_MS) * 100_000
}
