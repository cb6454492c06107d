import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

import packageJson from '../../package.json' with { type: 'json' }

const ROOT = path.resolve(import.meta.dirname, '../..')

/** What `npm start` runs, without npm: node's arguments. */
export const SERVE: readonly string[] = packageJson.scripts.start.split(' ').slice(1)

export interface ServeProcess {
  readonly url: string
  readonly port: number
  /** Memory that the process occupies, MB. */
  residentMb(): Promise<number>
  /** CPU time it has used since it began, seconds. */
  cpuSeconds(): Promise<number>
  stop(): Promise<void>
}

/** The server as operators start it, on a free port, once it answers. */
export async function startServe(env: Readonly<Record<string, string>>): Promise<ServeProcess> {
  const child = spawn(process.execPath, SERVE, {
    cwd: ROOT,
    env: { ...process.env, LOG_LEVEL: 'error', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  // A bench that fails must not leave its servers behind.
  process.once('exit', () => child.kill())
  const url = await Promise.race([
    addressIn(child.stdout),
    exited.then(([code]) => Promise.reject(new Error(`serve ended with ${code}`))),
  ])
  const pid = child.pid ?? 0
  return {
    url,
    port: Number(new URL(url).port),
    residentMb: () => residentMb(pid),
    cpuSeconds: () => askPs('cputimes=', pid),
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const address = /http:\S+/.exec(line)?.[0]
    if (address !== undefined) return address
  }
  throw new Error('serve said no address')
}

/** Memory that a process occupies, MB. */
export async function residentMb(pid: number): Promise<number> {
  return (await askPs('rss=', pid)) / 1024
}

const run = promisify(execFile)

async function askPs(what: string, pid: number): Promise<number> {
  return Number((await run('ps', ['-o', what, '-p', String(pid)])).stdout)
}
