import { setTimeout as sleep } from 'node:timers/promises'

import t, { type Test } from 'tap'

import { serveHttp, serveTcp } from '../../probe/servers.ts'
import { eventually } from '../../support/eventually.ts'
import { failureKind, openOutbound } from './open-outbound.ts'

/** A server that counts its connections. */
async function countingServer(t: Test, delayMs = 0) {
  const count = { open: 0, most: 0, total: 0 }
  const url = await serveHttp(
    t,
    (request, response) => {
      request.resume()
      sleep(delayMs).then(() => response.end(), t.fail)
    },
    (server) =>
      server.on('connection', (socket) => {
        count.total += 1
        count.open += 1
        count.most = Math.max(count.most, count.open)
        socket.once('close', () => (count.open -= 1))
      }),
  )
  return { url, port: new URL(url).port, count }
}

t.test('connections are kept for the next request', async (t) => {
  const { url, count } = await countingServer(t)
  const outbound = openOutbound(t)
  for (let index = 0; index < 20; index += 1) {
    await outbound.request({ method: 'POST', url: `${url}/${index}`, body: 'paid' })
  }
  // undici opens a second one where the first has only just been answered.
  t.ok(count.total <= 2, `${count.total} connections`)
})

t.test('an origin gets eight connections, and the rest wait their turn', async (t) => {
  const { url, count } = await countingServer(t, 10)
  const outbound = openOutbound(t)
  await Promise.all(Array.from({ length: 60 }, () => outbound.request({ method: 'POST', url })))
  t.equal(count.most, 8)
})

t.test('requests whose time is over while they wait cost hardly a connection', async (t) => {
  let connections = 0
  const port = await serveTcp(t, () => (connections += 1))
  const outbound = openOutbound(t, { timeoutMs: 300 })
  const url = `http://127.0.0.1:${port}/`
  const kinds = await Promise.all(Array.from({ length: 60 }, () => failureKind(outbound, { url })))
  t.strictSame(new Set(kinds), new Set(['timeout']))
  await outbound.close()
  // Eight hang; those broken off give way to eight that nothing is sent on.
  t.ok(connections < 30, `${connections} connections`)
})

t.test('one who gives up while waiting for a turn is heard at once', async (t) => {
  const port = await serveTcp(t, () => undefined)
  const url = `http://127.0.0.1:${port}/`
  const outbound = openOutbound(t, { timeoutMs: 60_000 })
  const ahead = new AbortController()
  const first = Array.from({ length: 8 }, () => failureKind(outbound, { url, signal: ahead.signal }))
  t.equal(await failureKind(outbound, { url, signal: AbortSignal.timeout(50) }), 'aborted')
  ahead.abort()
  t.strictSame(new Set(await Promise.all(first)), new Set(['aborted']))
})

t.test('however many hosts are asked, only some connections are kept', async (t) => {
  const { port, count } = await countingServer(t)
  const outbound = openOutbound(t, {}, { lookup: async () => [{ address: '127.0.0.1', family: 4 }] })
  for (let index = 0; index < 300; index += 1) {
    await outbound.request({ method: 'POST', url: `http://host-${index}.example:${port}/` })
  }
  t.equal(count.total, 300)
  // A hundred hosts are remembered; what was closed is noticed a little later.
  t.ok(count.most < 150, `${count.most} at the same time`)
})

t.test('a host whose turn to be forgotten comes in the midst of a request still answers it', async (t) => {
  const slow = await countingServer(t, 1_500)
  const { port } = await countingServer(t)
  const outbound = openOutbound(t, {}, { lookup: async () => [{ address: '127.0.0.1', family: 4 }] })
  // More than there are connections, so that some still wait for theirs.
  const waiting = Promise.all(
    Array.from({ length: 10 }, () => outbound.request({ method: 'POST', url: slow.url })),
  )
  for (let index = 0; index < 120; index += 1) {
    await outbound.request({ method: 'POST', url: `http://host-${index}.example:${port}/` })
  }
  t.strictSame(new Set((await waiting).map(({ status }) => status)), new Set([200]))
})

t.test('a connection nobody uses is closed soon, whatever the other side proposes', async (t) => {
  let closed = false
  const url = await serveHttp(
    t,
    (request, response) => {
      request.resume()
      response.writeHead(200, { 'keep-alive': 'timeout=600' }).end()
    },
    (server) => {
      server.keepAliveTimeout = 600_000
      server.on('connection', (socket) => socket.once('close', () => (closed = true)))
    },
  )
  await openOutbound(t).request({ method: 'POST', url })
  await eventually('it to be closed', () => closed)
})

t.test('closing waits for what is under way and closes what is kept', async (t) => {
  const { url, count } = await countingServer(t, 200)
  const outbound = openOutbound(t)
  const underWay = outbound.request({ method: 'POST', url })
  await eventually('the request', () => count.open === 1)
  await outbound.close()
  t.equal((await underWay).status, 200)
  await eventually('the connection to be closed', () => count.open === 0)
})
