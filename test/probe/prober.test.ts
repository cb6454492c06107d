import type { RequestListener } from 'node:http'

import t, { type Test } from 'tap'

import type { Gap } from '../../src/domain/gap.ts'
import { createProber } from '../../src/probe/prober.ts'
import { keepLog, WARN } from '../support/log-lines.ts'
import { inDays, issue, makeCa, writeFile } from './certificates.ts'
import { closedPort, json, serveHttps } from './servers.ts'
import { runnable } from './looking.ts'

const DAY = 86_400_000

t.test('a process that stops while our own network is down tells how long it was blind', async (t) => {
  const port = await closedPort()
  const time = { now: Date.UTC(2026, 2, 2, 4) }
  const told: Gap[] = []
  const { log, lines } = keepLog()
  const prober = createProber({
    probes: [{ ...runnable('tcp', { host: '127.0.0.1', port }), id: 'pay' }],
    canaries: [{ ...runnable('tcp', { host: '127.0.0.1', port }), id: 'network' }],
    place: 'here',
    clock: () => time.now,
    log,
    lastBeat: async () => undefined,
    onBlind: async (gap) => void told.push(gap),
  })
  const fromAt = time.now
  t.equal((await prober.look('pay')).outcome, 'probe_fault')
  time.now += 60_000
  await prober.stop()
  t.strictSame(told, [{ fromAt, toAt: time.now, cause: 'own_network_down' }])
  t.notOk(
    lines.some(({ msg }) => msg.includes('is back')),
    'nobody knows that it is back',
  )
  await prober.stop()
  t.equal(told.length, 1)
})

/** A prober over one address, whose certificate has nine and a half days left; the test owns the time. */
async function watch(t: Test, { listener = json({}), options = {} }: Watched = {}) {
  const ca = await makeCa()
  const url = await serveHttps(t, await issue(ca, { validTo: inDays(9.5) }), listener)
  const tls = { ca: writeFile(t, ca.cert) }
  const time = { now: Date.now() }
  const { log, lines } = keepLog()
  const prober = createProber({
    probes: [{ ...runnable('http', { url, tls, tlsDaysLeft: 14, ...options }), id: 'pay' }],
    canaries: [],
    place: 'here',
    clock: () => time.now,
    log,
    lastBeat: async () => undefined,
    onBlind: async () => void t.fail('our own network is up'),
  })
  return { time, look: () => prober.look('pay'), warned: () => lines.filter(({ level }) => level >= WARN) }
}

interface Watched {
  readonly listener?: RequestListener
  readonly options?: object
}

t.test('operators hear once of a certificate near its end, and again each day', async (t) => {
  const { time, look, warned } = await watch(t)
  t.match(await look(), { outcome: 'ok', warnings: ['certificate: 9 days left'] })
  await look()
  t.match(warned(), [{ probeId: 'pay', warnings: ['certificate: 9 days left'] }])
  t.equal(warned().length, 1)

  time.now += DAY
  await look()
  await look()
  t.match(warned().slice(1), [{ warnings: ['certificate: 8 days left'] }])
  t.equal(warned().length, 2)
})

t.test('a warning that is over is forgotten, so that the next one is heard', async (t) => {
  const { time, look, warned } = await watch(t)
  await look()
  time.now -= 20 * DAY
  t.notOk('warnings' in (await look()))
  time.now += 20 * DAY
  await look()
  t.equal(warned().length, 2)
})

t.test('a look that saw no certificate does not end a warning', async (t) => {
  let broken = false
  const { look, warned } = await watch(t, {
    listener: (request, response) => (broken ? request.socket.destroy() : response.end()),
  })
  await look()
  broken = true
  t.equal((await look()).outcome, 'tech_fail')
  broken = false
  await look()
  t.equal(warned().length, 1)
})

t.test('a warning is masked as every string is', async (t) => {
  const { look, warned } = await watch(t, { options: { auth: { bearer: { token: 'days left' } } } })
  t.strictSame((await look()).warnings, ['certificate: 9 ***'])
  t.match(warned(), [{ warnings: ['certificate: 9 ***'] }])
})
