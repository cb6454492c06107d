import { writeFileSync } from 'node:fs'
import path from 'node:path'

import t, { type Test } from 'tap'

import { commands } from '../../src/cli/commands.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { saveHeartbeat } from '../../src/store/observations/heartbeats.ts'
import { insertObservations } from '../../src/store/observations/observations.ts'
import { openStore } from '../../src/store/open.ts'
import { json, serveHttp } from '../probe/servers.ts'
import { temporaryFolder } from '../support/store.ts'

/** Runs the command on a wallet with two probes at this address. */
async function check(t: Test, url: string, ...words: string[]) {
  return checkIn(await temporaryFolder(t), url, ...words)
}

async function checkIn(cwd: string, url: string, ...words: string[]) {
  const names = '{ zh-CN: 付款, en: Pay }'
  writeFileSync(
    path.join(cwd, 'wallet.yaml'),
    [
      'page: { name: { zh-CN: 状态, en: Status }, walletName: { zh-CN: 钱包, en: Wallet }, publicUrl: https://status.example.com }',
      'groups:',
      '  - id: pay',
      `    name: ${names}`,
      '    components:',
      '      - id: payment-code',
      `        name: ${names}`,
      `        purpose: ${names}`,
      '        probes:',
      `          - { id: codes, every: 30s, http: { url: "${url}/codes", auth: { bearer: { token: "\${TOKEN}" } } } }`,
      `          - { id: ping, every: 30s, http: { url: "${url}/ping" } }`,
      '          - { id: job, every: 30s, heartbeat: { period: 1h, token: job-token } }',
    ].join('\n'),
  )
  const out: string[] = []
  const err: string[] = []
  const code = await runCommand(commands, ['check', '--config', 'wallet.yaml', ...words], {
    env: { TOKEN: 'very-secret-token' },
    cwd,
    signal: new AbortController().signal,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

t.test('every probe is run once and told in a table', async (t) => {
  const url = await serveHttp(t, json({}))
  const { code, out } = await check(t, url)
  t.equal(code, 0)
  t.match(out, /^PROBE +OUTCOME +LATENCY +CREDIT +SUMMARY\n/)
  t.match(out, /\ncodes +ok +\d+ ms +HTTP 200 in \d+ ms\nping +ok /)
})

t.test('a failure of the target exits with 1, a fault of ours does not', async (t) => {
  const broken = await serveHttp(t, json({}, 500))
  t.equal((await check(t, broken)).code, 1)
  const closed = await serveHttp(t, json({}, 401))
  const { code, out } = await check(t, closed)
  t.equal(code, 0)
  t.match(out, /codes +probe_fault/)
})

t.test('named probes alone are run, and a name that is none is refused with those that are', async (t) => {
  const url = await serveHttp(t, json({}))
  const one = await check(t, url, 'ping')
  t.match(one.out, /^ping /m)
  t.notMatch(one.out, /^codes /m)
  t.match(await check(t, url, 'pong'), { code: 2, err: /no probe "pong", expected one of: codes, ping, job/ })
})

t.test('--explain tells steps, phases and assertions, without secrets or control characters', async (t) => {
  const url = await serveHttp(t, (request, response) =>
    response.writeHead(500).end(`\u001B[31mno ${request.headers.authorization}`),
  )
  const { out } = await check(t, url, 'codes', '--explain')
  t.match(out, /^codes: tech_fail, status: wanted 2xx, saw 500 \[31mno Bearer \*\*\*$/m)
  t.match(out, /^ {2}request: tech_fail in \d+ ms \(connect [\d.]+, firstByte [\d.]+, body [\d.]+\)$/m)
  t.match(out, /^ {4}sent {5}GET http:\/\/127\.0\.0\.1:\d+\/codes$/m)
  t.match(out, /^ {4}not held status: wanted 2xx, saw 500/m)
  t.notMatch(out, 'very-secret-token')
  t.notOk(out.includes('\u001B'))
})

/** A folder whose database has heard of the job and has seen ping fail twice. */
async function recordedFolder(t: Test) {
  const cwd = await temporaryFolder(t)
  const store = await openStore({ file: path.join(cwd, 'data', 'wallet.db') })
  await saveHeartbeat(store.db, { probeId: 'job', at: Date.now() - 60_000, ok: true })
  const look = { probeId: 'ping', place: 'here', outcome: 'tech_fail' } as const
  await insertObservations(
    store.db,
    ['first', 'second'].map((summary, index) => ({
      ...look,
      at: Date.UTC(2026, 2, 2, 4, index),
      explanation: { summary, steps: [] },
    })),
  )
  await store.close()
  return cwd
}

t.test('a heartbeat is judged by what the server has heard', async (t) => {
  const cwd = await recordedFolder(t)
  const { out } = await checkIn(cwd, 'http://127.0.0.1:1', 'job')
  t.match(out, /^job +ok .*last report 6\d s ago/m)
})

t.test('without a database it is said that no heartbeat can be known', async (t) => {
  const { out, err } = await check(t, 'http://127.0.0.1:1', 'job')
  t.match(out, /^job +probe_fault/m)
  t.match(err, /^No database at .*wallet\.db: heartbeats are not known\.$/)
})

t.test('--history tells what was noted of a probe, newest first, and looks at nothing', async (t) => {
  const cwd = await recordedFolder(t)
  const { code, out } = await checkIn(cwd, 'http://127.0.0.1:1', 'ping', '--history')
  t.equal(code, 0)
  t.equal(
    out,
    '\n2026-03-02T04:01:00.000Z  ping: tech_fail, second\n\n2026-03-02T04:00:00.000Z  ping: tech_fail, first',
  )
  t.match((await checkIn(cwd, 'http://127.0.0.1:1', 'codes', '--history')).out, /codes: nothing is noted yet/)
  t.match((await check(t, 'http://127.0.0.1:1', '--history')).out, /^No database at /)
})
