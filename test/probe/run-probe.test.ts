import { once } from 'node:events'
import type { Socket } from 'node:net'

import t from 'tap'

import { createRunContext, runProbe } from '../../src/probe/run-probe.ts'
import { lookWith, runContext, runnable } from './looking.ts'
import { json, serveHttp, serveTcp } from './servers.ts'

t.test('an observation is dated by the given clock, from when the look began', async (t) => {
  const url = await serveHttp(t, json({}))
  const at = Date.UTC(2026, 2, 2, 4)
  const observation = await lookWith('http', { url }, { context: runContext(() => at) })
  t.match(observation, { probeId: 'payment-code', place: 'here', at, outcome: 'ok' })
  t.ok(Number.isInteger(observation.latencyMs))
})

t.test('a look that does not obey its deadline is left behind', async (t) => {
  const lastBeat = () => new Promise<never>(() => undefined)
  const context = createRunContext({ clock: () => 0, place: 'here', lastBeat })
  const probe = runnable('heartbeat', { period: '1h', token: 'some-token' }, 20)
  const observation = await runProbe(probe, context)
  t.match(observation, { outcome: 'tech_fail', explanation: { summary: 'DEADLINE: no answer within 20 ms' } })
})

t.test('a mistake of ours in a look is no failure of the target', async (t) => {
  const clock = () => 0
  const context = {
    ...createRunContext({ clock, place: 'here', lastBeat: async () => undefined }),
    // What a slip in a probe looks like from outside.
    credentials: { token: () => Promise.reject(new TypeError('x is not a function')), file: async () => '' },
  }
  const oauth2 = { tokenUrl: 'http://127.0.0.1:1/', clientId: 'probe', clientSecret: 'client-secret' }
  const observation = await runProbe(
    runnable('http', { url: 'http://127.0.0.1:1/', auth: { oauth2 } }),
    context,
  )
  t.match(observation, { outcome: 'probe_fault', explanation: { summary: /x is not a function/ } })
})

t.test('explanations are short, whatever was sent', async (t) => {
  const url = await serveHttp(t, (_request, response) => response.writeHead(500).end('x'.repeat(500_000)))
  const { explanation } = await lookWith('http', { url })
  t.ok(JSON.stringify(explanation).length < 2_000)
})

t.test('hundreds of looks at once leave no connection behind', async (t) => {
  const sockets: Socket[] = []
  const port = await serveTcp(t, (socket) => {
    sockets.push(socket)
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'))
  })
  const looks = Array.from({ length: 300 }, () => lookWith('http', { url: `http://127.0.0.1:${port}` }))
  const observations = await Promise.all(looks)
  t.ok(observations.every(({ outcome }) => outcome === 'ok'))
  await Promise.all(sockets.filter(({ closed }) => !closed).map((socket) => once(socket, 'close')))
  t.equal(sockets.length, 300)
})
