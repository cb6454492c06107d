import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, get } from 'node:http'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock } from '../../src/lib/clock.ts'
import { portOf } from '../../src/sandbox/port-of.ts'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'
import { exampleHistory } from './example-history.ts'
import { type Bench, median } from './figure.ts'
import { benchFolder } from './folder.ts'
import { SERVE } from './serve-process.ts'

const TIMES = 5
const BARE = `require('node:http').createServer((_, response) => response.end()).listen(process.env.PORT, '127.0.0.1')`
const KNOCK_EVERY_MS = 2

/** From starting the process to the first page, of the shipped wallet; beside a process that serves nothing. */
export const startBench: Bench = {
  name: 'start',
  async run() {
    await using empty = await benchFolder()
    await using full = await benchFolder()
    const sandbox = await startSandbox({ port: 0, clock: systemClock })
    const env = { SANDBOX_URL: sandbox.url, LOG_LEVEL: 'error' }
    await exampleHistory(full.path, env)
    const took: Record<'cold' | 'history' | 'bare', number[]> = { cold: [], history: [], bare: [] }
    for (let time = 0; time < TIMES; time += 1) {
      const fresh = path.join(empty.path, String(time))
      took.cold.push(await untilServed(SERVE, { ...env, DATA_DIR: fresh }))
      took.bare.push(await untilServed(['-e', BARE], {}))
      took.history.push(await untilServed(SERVE, { ...env, DATA_DIR: full.path }))
    }
    await sandbox.close()
    const limit = median(took.bare)
    return [
      { name: 'process to first page, fresh database', value: median(took.cold), limit, unit: 'ms' },
      { name: 'process to first page, 90 days of history', value: median(took.history), limit, unit: 'ms' },
    ]
  },
}

async function untilServed(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const port = await freePort()
  const beganAt = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exiting = (): void => void child.kill()
  process.once('exit', exiting)
  while (!(await isServed(port))) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended.`)
    await sleep(KNOCK_EVERY_MS)
  }
  const ms = performance.now() - beganAt
  const exited = once(child, 'exit')
  child.kill()
  await exited
  process.off('exit', exiting)
  return ms
}

function isServed(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    get({ port, host: '127.0.0.1', agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    }).on('error', () => resolve(false))
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server)
  server.close()
  return port
}
