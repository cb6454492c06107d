import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'

import t, { type Test } from 'tap'

import { commands } from '../../src/cli/commands.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { portOf } from '../../src/sandbox/port-of.ts'
import { temporaryFolder } from '../support/store.ts'

const CONFIG = path.resolve(import.meta.dirname, '../../data/wallet.yaml')

async function takenPort(t: Test): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return portOf(server)
}

async function run(t: Test, word: string, env: Record<string, string>) {
  const err: string[] = []
  const code = await runCommand(commands, [word], {
    env: { CONFIG, DATA_DIR: await temporaryFolder(t), LOG_LEVEL: 'silent', ...env },
    cwd: '/',
    signal: AbortSignal.timeout(30_000),
    out: () => undefined,
    err: (line) => void err.push(line),
  })
  return { code, err: err.join('\n') }
}

t.test('a port that another program has is told with the variable to set', async (t) => {
  const port = await takenPort(t)
  t.strictSame(await run(t, 'serve', { PORT: String(port) }), {
    code: 1,
    err: `Port ${port} is taken by another program; set PORT to a free one.`,
  })
})

t.test('so is the port of the pretend wallet of the demo', async (t) => {
  const port = await takenPort(t)
  // The neighbour takes the port after the pretend wallet's.
  t.strictSame(await run(t, 'demo', { SANDBOX_PORT: String(port - 1) }), {
    code: 1,
    err: `Port ${port} is taken by another program; set SANDBOX_PORT to a free one.`,
  })
})
