import { createServer } from 'node:http'
import { once } from 'node:events'

import t, { type Test } from 'tap'

import { sandboxCommand } from '../../src/cli/sandbox.ts'
import { portOf } from '../../src/sandbox/port-of.ts'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'

/** Runs `wallet-status sandbox …` as a terminal would, against the sandbox on this port. */
async function run(port: number | string, ...args: string[]) {
  const lines: string[] = []
  const code = await sandboxCommand.run(args, {
    env: { SANDBOX_PORT: String(port) },
    cwd: '/',
    signal: new AbortController().signal,
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
  })
  return { code, text: lines.join('\n') }
}

async function running(t: Test) {
  const sandbox = await startSandbox({ port: 0, clock: Date.now })
  t.teardown(() => sandbox.close())
  return sandbox
}

void t.test('one command breaks the whole wallet and says what is broken and how to heal it', async (t) => {
  const { port, faults } = await running(t)
  t.same(await run(port, 'fault', 'all'), {
    code: 0,
    text: 'From now on all requests to the pretend wallet fail with a system error; heal it with: npx wallet-status sandbox heal f1',
  })
  t.match(faults.list(), [{ endpoint: '*', kind: 'error' }])
})

void t.test('every option reaches the fault and its sentence', async (t) => {
  const { port, faults } = await running(t)
  const words = ['fault', 'topup', '--kind', 'latency', '--channel', 'debit_card', '--bank', 'harbour']
  const { text } = await run(port, ...words, '--ms', '4s', '--rate', '30%', '--for', '10m')
  t.match(faults.list(), [
    { endpoint: 'topup', kind: 'latency', channel: 'debit_card', bank: 'harbour', ms: 4_000, rate: 0.3 },
  ])
  t.equal((faults.list()[0]?.endsAt ?? 0) - (faults.list()[0]?.madeAt ?? 0), 600_000)
  t.equal(
    text,
    'From now on 30 % of requests to topup by debit_card from harbour are answered 4 s late, for 10 min more; ' +
      'heal it sooner with: npx wallet-status sandbox heal f1',
  )
  t.match((await run(port, 'fault', 'network')).text, /own-network checks look at cannot be reached/)
})

void t.test('faults lists what is broken, heal mends one or all of it', async (t) => {
  const { port } = await running(t)
  t.equal((await run(port, 'faults')).text, 'Nothing is broken.')
  await run(port, 'fault', 'payment', '--kind', 'decline')
  await run(port, 'fault', 'topup.create', '--kind', 'pending')
  t.equal(
    (await run(port, 'faults')).text,
    'f1  all requests to payment are refused for business reasons, which is no outage\n' +
      'f2  all requests to topup.create stay pending, and their money is not credited',
  )
  t.match(
    (await run(port, 'heal', 'f1')).text,
    /^Healed f1\.\nStill broken: f2 {2}all requests to topup\.create/,
  )
  t.equal((await run(port, 'heal')).text, 'Healed one fault.\nEverything works again.')
  t.equal((await run(port, 'heal')).text, 'Nothing was broken.')
})

void t.test('a fault that makes no sense is refused with what would', async (t) => {
  const { port } = await running(t)
  await t.rejects(run(port, 'fault', 'payments'), {
    name: 'SandboxError',
    message:
      /^There is no endpoint "payments"; did you mean payment\?\nEndpoints: all, topup, .*payment, .*network\.$/,
  })
  await t.rejects(run(port, 'fault', '*', '--kind', 'odd'), {
    message: /kind must be one of: error, latency/,
  })
  await t.rejects(run(port, 'heal', 'f7'), { message: 'No fault f7. Nothing is broken.' })
})

void t.test('words that do not fit are a usage error', async (t) => {
  for (const [words, message] of [
    [['fault'], /Name an endpoint, or all/],
    [['fault', 'README.md', 'package.json'], /One endpoint at a time.*quotes/],
    [['fault', 'all', '--rate', 'often'], /--rate must be/],
    [['fault', 'all', '--rate', '200%'], /--rate must be/],
    [['fault', 'all', '--for', 'ever'], /--for must be a length/],
    [['fault', 'all', '--ms', 'x'], /--ms must be a length/],
    [['heal', 'f1', 'f2'], /one id/],
    [['repair'], /fault, faults and heal, not "repair"/],
  ] as const) {
    await t.rejects(run(4010, ...words), { name: 'UsageError', message }, words.join(' '))
  }
  await t.rejects(run('http'), { name: 'UsageError', message: /SANDBOX_PORT must be a port/ })
})

void t.test('without a running sandbox it says what to start', async (t) => {
  const sandbox = await running(t)
  await sandbox.close()
  for (const words of [['fault', 'all'], ['faults'], ['heal']]) {
    await t.rejects(run(sandbox.port, ...words), {
      name: 'SandboxError',
      message:
        /No pretend wallet answers at http:\/\/127\.0\.0\.1:\d+\. Start one .*npx wallet-status sandbox/,
    })
  }
})

void t.test('a stranger on the port is told from a sandbox', async (t) => {
  const stranger = createServer((_request, response) => response.end('<h1>Hello</h1>'))
  stranger.listen(0, '127.0.0.1')
  await once(stranger, 'listening')
  t.teardown(() => stranger.close())
  await t.rejects(run(portOf(stranger), 'faults'), { message: /it is no pretend wallet/ })
})

void t.test('sandbox stays until it is asked to stop, and says so when its port is taken', async (t) => {
  // Below the range that systems hand out, so that nobody else is given these three meanwhile.
  const port = 20_000 + (process.pid % 4_000) * 3
  const stop = new AbortController()
  const lines: string[] = []
  let started: () => void = () => undefined
  const isUp = new Promise<void>((resolve) => (started = resolve))
  const ended = sandboxCommand.run([], {
    env: { SANDBOX_PORT: String(port), LOG_LEVEL: 'silent' },
    cwd: '/',
    signal: stop.signal,
    out: (line) => {
      lines.push(line)
      if (lines.length > 1) started()
    },
    err: (line) => lines.push(line),
  })
  await isUp
  t.match(lines[0], `http://127.0.0.1:${port}`)
  t.match(lines[0], `http://127.0.0.1:${port + 1}`)
  t.match(lines[1], `smtp://127.0.0.1:${port + 2} are shown at http://127.0.0.1:${port}/mailbox`)
  await t.rejects(run(port), {
    message: new RegExp(`^Port ${port + 1} is taken by another program; set SANDBOX_PORT to a free one\\.$`),
  })
  t.equal((await run(port, 'faults')).text, 'Nothing is broken.')
  stop.abort()
  t.equal(await ended, 0)
  await t.rejects(run(port, 'faults'), { message: /No pretend wallet/ })
})
