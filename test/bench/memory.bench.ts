import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { BareLookerAsk } from './bare-looker.ts'
import { benchConfig, configText } from './bench-config.ts'
import { startChild } from './child.ts'
import { fetchRaw } from './fetch-raw.ts'
import type { Bench } from './figure.ts'
import { benchFolder } from './folder.ts'
import type { RawAnswer } from './raw-server.ts'
import { residentMb, startServe, type ServeProcess } from './serve-process.ts'
import type { TargetAsk } from './target.ts'
import { fillYears } from './years.ts'

const PROBES = 500
const EVERY_MS = 10_000
const MINUTE_MS = 60_000
/** By then a process has grown to what it stays at; in its first minute it is smaller. */
const MINUTES = 5
const HISTORY_DAYS = 90
const CONFIG_FILE = 'wallet.yaml'
const VISIT_EVERY_MS = 200
/** What readers look at, one after the other. */
const PAGES = ['/', '/en', '/components/part-7', '/history', '/api/v2/summary.json']

/**
 * Processes that look at 500 components every 10 s and have readers, for five minutes, one with a fresh database and
 * one with a quarter of history; beside one that only serves the home page, and one that only looks.
 */
export const memoryBench: Bench = {
  name: 'memory',
  async run() {
    await using freshFolder = await benchFolder()
    await using oldFolder = await benchFolder()
    const target = startChild<TargetAsk, number>('target.ts')
    const targetUrl = `http://127.0.0.1:${await target.ask({ do: 'start', delayMs: 2 })}`
    const wanted = { count: PROBES, every: `${EVERY_MS / 1000}s`, targetUrl }
    for (const { path: folder } of [freshFolder, oldFolder])
      await writeFile(path.join(folder, CONFIG_FILE), configText(wanted))
    await fillYears(oldFolder.path, benchConfig(wanted), { days: HISTORY_DAYS, now: Date.now() })

    const fresh = await serveFrom(freshFolder.path)
    const old = await serveFrom(oldFolder.path)
    const raw = startChild<RawAnswer, number>('raw-server.ts')
    await raw.ask(await fetchRaw(fresh.url))
    const looker = startChild<BareLookerAsk, number>('bare-looker.ts')
    const bareCpuBefore = await looker.ask({ do: 'start', targetUrl, count: PROBES, everyMs: EVERY_MS })
    const [ofFresh, ofOld] = await Promise.all([watch(fresh), watch(old)])
    const bareCpu = (await looker.ask({ do: 'cpuSeconds' })) - bareCpuBefore
    const limit = await residentMb(raw.pid)
    for (const running of [fresh, old, looker, raw, target]) await running.stop()

    const goal = { of: 'value', atMost: 150 } as const
    const name = `${PROBES} probes every 10 s`
    const history = `${HISTORY_DAYS} days of history`
    return [
      { name, value: ofFresh.lastMb, limit, unit: 'MB', goal },
      { name: `the same, ${history}`, value: ofOld.lastMb, limit, unit: 'MB', goal },
      { name: 'the same: most in that time', value: ofFresh.mostMb, limit, unit: 'MB' },
      { name: `the same, ${history}: most in that time`, value: ofOld.mostMb, limit, unit: 'MB' },
      { name: 'the same: CPU', value: percent(ofFresh.cpuSeconds), limit: percent(bareCpu), unit: '%' },
    ]
  },
}

function serveFrom(folder: string): Promise<ServeProcess> {
  return startServe({ CONFIG: path.join(folder, CONFIG_FILE), DATA_DIR: folder })
}

interface Watched {
  /** In the last minute, on average. */
  readonly lastMb: number
  readonly mostMb: number
  readonly cpuSeconds: number
}

/** Reads its pages one after the other all the while. */
async function watch(serve: ServeProcess): Promise<Watched> {
  const cpuBefore = await serve.cpuSeconds()
  const beganAt = performance.now()
  const samples: { readonly afterMs: number; readonly mb: number }[] = []
  for (let visit = 0, afterMs = 0; afterMs < MINUTES * MINUTE_MS; visit += 1) {
    await (await fetch(serve.url + (PAGES[visit % PAGES.length] ?? ''))).text()
    afterMs = performance.now() - beganAt
    if (visit % 10 === 0) samples.push({ afterMs, mb: await serve.residentMb() })
    await sleep(VISIT_EVERY_MS)
  }
  const last = samples.filter(({ afterMs }) => afterMs >= (MINUTES - 1) * MINUTE_MS)
  return {
    lastMb: last.reduce((sum, { mb }) => sum + mb, 0) / last.length,
    mostMb: Math.max(...samples.map(({ mb }) => mb)),
    cpuSeconds: (await serve.cpuSeconds()) - cpuBefore,
  }
}

/** Of one core, of so many seconds of CPU time while they were watched. */
function percent(cpuSeconds: number): number {
  return (cpuSeconds / (MINUTES * MINUTE_MS)) * 100_000
}
