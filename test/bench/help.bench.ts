import { systemClock } from '../../src/lib/clock.ts'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'
import { startChild } from './child.ts'
import { exampleHistory } from './example-history.ts'
import { fetchRaw } from './fetch-raw.ts'
import type { Bench, Figure } from './figure.ts'
import { benchFolder } from './folder.ts'
import { inTurn, pairOf, type Pair } from './in-turn.ts'
import type { LoadAsk, LoadTold } from './load.ts'
import type { RawAnswer } from './raw-server.ts'
import { type ServeProcess, startServe } from './serve-process.ts'
import { warmUp } from './warm-up.ts'

const CONNECTIONS = 50
const RUN_MS = 400
const TIMES = 15
/** Help pages whose rate must come near that of bare node:http; whoever makes another adds it here. */
const PAGES = ['/help', '/help/top-up-failed', '/en/help/when-it-fails', '/help/outage', '/help/top-up']
const SEARCHES = 40

/** The help pages of the shipped wallet, probed meanwhile, each against node:http sending the same bytes. */
export const helpBench: Bench = {
  name: 'help',
  async run() {
    await using folder = await benchFolder()
    const sandbox = await startSandbox({ port: 0, clock: systemClock })
    const env = { SANDBOX_URL: sandbox.url, DATA_DIR: folder.path }
    await exampleHistory(folder.path, env)
    const serve = await startServe(env)
    await warmUp(serve)
    const figures: Figure[] = []
    for (const path of PAGES) figures.push(await rateOf(serve, path))
    figures.push({
      name: 'a search, from asking to answered',
      ...(await searchMs(serve)),
      unit: 'ms',
    })
    await serve.stop()
    await sandbox.close()
    return figures
  },
}

async function rateOf(serve: ServeProcess, path: string): Promise<Figure> {
  const raw = startChild<RawAnswer, number>('raw-server.ts')
  const rawPort = await raw.ask(await fetchRaw(serve.url + path))
  const load = { ours: await readers(serve.port), bare: await readers(rawPort) }
  const press = { do: 'press', path, forMs: RUN_MS, revalidating: false } as const
  const runs = await inTurn(TIMES, { ours: () => load.ours.ask(press), bare: () => load.bare.ask(press) })
  for (const one of [load.ours, load.bare, raw]) await one.stop()
  const goal = { of: 'ratio', atLeast: 0.85 } as const
  return { name: `${path}: requests a second`, ...pairOf(runs, (run) => run.perSecond), unit: '/s', goal }
}

async function readers(port: number) {
  const load = startChild<LoadAsk, LoadTold>('load.ts')
  await load.ask({ do: 'connect', port, count: CONNECTIONS })
  return load
}

/** Each with other words, so that nothing is known already; against node:http sending such an answer. */
async function searchMs({ url }: ServeProcess): Promise<Pair> {
  const search = (turn: number) => `/help?q=${encodeURIComponent(`充值失败 ${turn}`)}`
  const raw = startChild<RawAnswer, number>('raw-server.ts')
  const rawPort = await raw.ask(await fetchRaw(url + search(SEARCHES)))
  let turn = 0
  const runs = await inTurn(SEARCHES, {
    ours: () => msOf(`${url}${search((turn += 1))}`),
    bare: () => msOf(`http://127.0.0.1:${rawPort}${search(turn)}`),
  })
  await raw.stop()
  return pairOf(runs, (ms) => ms)
}

async function msOf(address: string): Promise<number> {
  const askedAt = performance.now()
  await (await fetch(address)).text()
  return performance.now() - askedAt
}
