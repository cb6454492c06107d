import { setTimeout as sleep } from 'node:timers/promises'

import { startApp } from '../../src/app.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { createLog } from '../../src/lib/log.ts'
import { benchConfig } from './bench-config.ts'
import { startChild } from './child.ts'
import { type Bench, median, quantile } from './figure.ts'
import { benchFolder } from './folder.ts'
import { TEMPLATES } from './recording.ts'
import type { TargetAsk } from './target.ts'

const COMPONENTS = 30
const ROUNDS = 5
const RECHECK_MS = 500
const MAJOR_AFTER = 3
/** No quicker is possible: the first failure and so many re-checks. */
const RECHECKS_MS = (MAJOR_AFTER - 1) * RECHECK_MS
const LOOK_EVERY_MS = 20
const GIVE_UP_MS = 20_000

/** From the first wrong answer that the target sends until a reader of the home page sees the component red. */
export const redBench: Bench = {
  name: 'red',
  async run() {
    await using folder = await benchFolder()
    const target = startChild<TargetAsk, number | undefined>('target.ts')
    const targetUrl = `http://127.0.0.1:${await target.ask({ do: 'start', delayMs: 2 })}`
    const config = benchConfig({
      count: COMPONENTS,
      every: '5s',
      recheck: `${RECHECK_MS}ms`,
      majorAfter: MAJOR_AFTER,
      targetUrl,
    })
    const app = await startApp({
      config,
      environment: { host: '127.0.0.1', port: 0, dataFolder: folder.path, trustProxy: false },
      templatesFolder: TEMPLATES,
      clock: systemClock,
      log: createLog('error'),
      notifies: 'apart',
    })
    // Long enough for every probe to have looked twice.
    await sleep(8_000)
    const took: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = `part-${round * 2}`
      await target.ask({ do: 'breakPath', path: `/${id}` })
      const redAt = await whenRed(app.url, id)
      const firstAt = await target.ask({ do: 'firstFailure', path: `/${id}` })
      took.push(redAt - (firstAt ?? Number.NaN))
    }
    await app.stop()
    await target.stop()
    const goal = { of: 'value', atMost: RECHECKS_MS + 1_000 } as const
    const limited = { limit: RECHECKS_MS, unit: 'ms' }
    return [
      { name: 'first wrong answer to page red', value: median(took), ...limited, goal },
      { name: 'the slowest of five', value: quantile(took, 1), ...limited },
    ]
  },
}

/** Reloads the home page until it shows one more component as down. */
async function whenRed(url: string, id: string): Promise<number> {
  const giveUpAt = Date.now() + GIVE_UP_MS
  while (Date.now() < giveUpAt) {
    const page = await (await fetch(`${url}/en`)).text()
    if (isRed(page, id)) return Date.now()
    await sleep(LOOK_EVERY_MS)
  }
  throw new Error(`${id} did not turn red.`)
}

/** A component's line begins with its name and state, and ends with the address of its own page. */
function isRed(page: string, id: string): boolean {
  const end = page.indexOf(`/components/${id}"`)
  return page.slice(page.lastIndexOf('<details', end), end).includes('major_outage')
}
