import type { RequestListener } from 'node:http'

import t, { type Test } from 'tap'

import { createLookout } from '../../src/probe/lookout.ts'
import { keepLog, WARN } from '../support/log-lines.ts'
import { inDays, issue, makeCa, writeFile } from './certificates.ts'
import { json, serveHttps } from './servers.ts'
import { runnable } from './looking.ts'

const DAY = 86_400_000

/** A lookout over one address, whose certificate has nine and a half days left; the test owns the time. */
async function watch(t: Test, { listener = json({}), options = {} }: Watched = {}) {
  const ca = await makeCa()
  const url = await serveHttps(t, await issue(ca, { validTo: inDays(9.5) }), listener)
  const tls = { ca: writeFile(t, ca.cert) }
  const time = { now: Date.now() }
  const { log, lines } = keepLog()
  const lookout = createLookout({
    probes: [{ ...runnable('http', { url, tls, tlsDaysLeft: 14, ...options }), id: 'pay' }],
    canaries: [],
    place: 'here',
    clock: () => time.now,
    log,
    lastBeat: async () => undefined,
    onBlind: () => t.fail('our own network is up'),
  })
  return { time, look: () => lookout.look('pay'), warned: () => lines.filter(({ level }) => level >= WARN) }
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
