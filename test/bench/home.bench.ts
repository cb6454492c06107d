import { gunzipSync, gzipSync } from 'node:zlib'

import { systemClock } from '../../src/lib/clock.ts'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'
import { startChild } from './child.ts'
import { exampleHistory } from './example-history.ts'
import { fetchRaw } from './fetch-raw.ts'
import type { Bench } from './figure.ts'
import { benchFolder } from './folder.ts'
import { inTurn, pairOf } from './in-turn.ts'
import type { LoadAsk, LoadTold } from './load.ts'
import type { RawAnswer } from './raw-server.ts'
import { startServe } from './serve-process.ts'
import { warmUp } from './warm-up.ts'

const CONNECTIONS = 50
/** Short, so that whatever else the machine does meets both sides. */
const RUN_MS = 400
const TIMES = 15

/** The shipped wallet's home page, probed meanwhile, against node:http sending the same bytes. */
export const homeBench: Bench = {
  name: 'home',
  async run() {
    await using folder = await benchFolder()
    const sandbox = await startSandbox({ port: 0, clock: systemClock })
    const env = { SANDBOX_URL: sandbox.url, DATA_DIR: folder.path }
    await exampleHistory(folder.path, env)
    const serve = await startServe(env)
    await warmUp(serve)
    const raw = startChild<RawAnswer, number>('raw-server.ts')
    const answer = await fetchRaw(serve.url)
    const rawPort = await raw.ask(answer)
    const load = { ours: await readers(serve.port), bare: await readers(rawPort) }
    const measure = (revalidating: boolean) => {
      const press = { do: 'press', path: '/', forMs: RUN_MS, revalidating } as const
      return inTurn(TIMES, { ours: () => load.ours.ask(press), bare: () => load.bare.ask(press) })
    }
    const full = await measure(false)
    const unchanged = await measure(true)
    for (const one of [load.ours, load.bare, serve, raw, sandbox]) {
      await ('stop' in one ? one.stop() : one.close())
    }
    const goal = { of: 'ratio', atLeast: 0.85 } as const
    return [
      { name: 'requests a second', ...pairOf(full, (run) => run.perSecond), unit: '/s', goal },
      { name: 'the same: p99', ...pairOf(full, (run) => run.p99Ms), unit: 'ms' },
      { name: '304s a second', ...pairOf(unchanged, (run) => run.perSecond), unit: '/s', goal },
      {
        name: 'size with gzip',
        value: answer.body.length / 1024,
        limit: gzipSync(gunzipSync(answer.body), { level: 9 }).length / 1024,
        unit: 'KB',
        goal: { of: 'value', atMost: 14 },
      },
    ]
  },
}

async function readers(port: number) {
  const load = startChild<LoadAsk, LoadTold>('load.ts')
  await load.ask({ do: 'connect', port, count: CONNECTIONS })
  return load
}
