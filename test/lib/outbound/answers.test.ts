import { once } from 'node:events'
import type { ServerResponse } from 'node:http'

import t from 'tap'

import { closedPort, serveHttp, serveTcp } from '../../probe/servers.ts'
import { eventually } from '../../support/eventually.ts'
import { startReceiver } from '../../support/receiver.ts'
import { failure, failureKind, openOutbound } from './open-outbound.ts'

/** Writes until the other side lets go; resolves then. */
async function writeForever(response: ServerResponse, chunk: Buffer): Promise<void> {
  const gone = once(response, 'close')
  const timer = setInterval(() => response.write(chunk), 1)
  await gone
  clearInterval(timer)
}

t.test('an answer is told with its status, its head and its body', async (t) => {
  const { url, received } = await startReceiver(t, () => ({
    status: 418,
    headers: { 'X-Thing': 'tea', 'retry-after': '3' },
    body: '茶',
  }))
  const outbound = openOutbound(t)
  const answer = await outbound.request({
    method: 'POST',
    url: `${url}/hook?k=v#part`,
    headers: { 'content-type': 'text/plain' },
    body: new TextEncoder().encode('支付'),
  })
  t.match(answer, { status: 418, headers: { 'x-thing': 'tea', 'retry-after': '3' }, body: '茶' })
  t.ok((answer.durationMs ?? 0) > 0)
  t.match(received, [
    { method: 'POST', url: '/hook?k=v', body: '支付', headers: { 'content-type': 'text/plain' } },
  ])
})

t.test('no compressed body is asked for, whatever the asker says', async (t) => {
  const { url, received } = await startReceiver(t)
  const outbound = openOutbound(t)
  await outbound.request({ method: 'GET', url, headers: { 'accept-encoding': 'gzip' } })
  t.equal(received[0]?.headers['accept-encoding'], 'identity')
})

t.test('of a body no more is read than the cap, and none of the rest', async (t) => {
  for (const [size, kept] of [
    [999, 999],
    [1_000, 1_000],
    [1_001, 1_000],
    [50_000_000, 1_000],
  ] as const) {
    const { url } = await startReceiver(t, () => ({ status: 200, body: 'x'.repeat(size) }))
    const { status, body } = await openOutbound(t).request({ method: 'POST', url })
    t.match({ status, length: body.length }, { status: 200, length: kept }, `of ${size}`)
  }
})

t.test('a body without end is let go at the cap, and its connection closed', async (t) => {
  let over = false
  const url = await serveHttp(t, (request, response) => {
    request.resume()
    writeForever(response, Buffer.alloc(100, 'x')).then(() => (over = true), t.fail)
  })
  const { body } = await openOutbound(t).request({ method: 'POST', url })
  t.equal(body.length, 1_000)
  await eventually('the end of it', () => over)
})

t.test('a body that drips ends with the time for the whole exchange', async (t) => {
  let over = false
  const url = await serveHttp(t, (request, response) => {
    request.resume()
    writeForever(response, Buffer.from('x')).then(() => (over = true), t.fail)
  })
  const outbound = openOutbound(t, { timeoutMs: 300, maxBodyBytes: 1_000_000 })
  t.equal(await failureKind(outbound, { url }), 'timeout')
  await eventually('the end of it', () => over)
})

t.test('a head that drips, or never comes, ends with the time, too', async (t) => {
  const dripping = await serveTcp(t, (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n')
    const timer = setInterval(() => socket.write('x: y\r\n'), 20)
    socket.once('close', () => clearInterval(timer))
  })
  const silent = await serveTcp(t, () => undefined)
  const outbound = openOutbound(t, { timeoutMs: 300 })
  t.equal(await failureKind(outbound, { url: `http://127.0.0.1:${dripping}/` }), 'timeout')
  t.equal(await failureKind(outbound, { url: `http://127.0.0.1:${silent}/` }), 'timeout')
  t.equal(await failureKind(outbound, { url: `https://127.0.0.1:${silent}/` }), 'timeout', 'within TLS')
})

t.test('a name server that does not answer ends with the time, too', async (t) => {
  const outbound = openOutbound(t, { timeoutMs: 100 }, { lookup: () => Promise.withResolvers<[]>().promise })
  t.match(await failure(outbound, { url: 'http://hooks.example/' }), {
    kind: 'timeout',
    host: 'hooks.example',
  })
})

t.test('redirects share one time', async (t) => {
  const { url } = await startReceiver(t, () => ({
    status: 307,
    headers: { location: '/again' },
    delayMs: 300,
  }))
  const outbound = openOutbound(t, { timeoutMs: 1_000 })
  // Each on its own would be in time, and the fourth one too many.
  t.equal(await failureKind(outbound, { url }), 'timeout')
})

t.test('the asker may give up at any time', async (t) => {
  const { url, received } = await startReceiver(t, () => ({ status: 200, delayMs: 60_000 }))
  const outbound = openOutbound(t)
  const whileWaiting = new AbortController()
  const waiting = failure(outbound, { url, signal: whileWaiting.signal })
  await eventually('the request', () => received.length === 1)
  whileWaiting.abort(new Error('closing'))
  t.match(await waiting, { kind: 'aborted', cause: { message: 'closing' } })
  t.match(await failure(outbound, { url, signal: AbortSignal.abort() }), { kind: 'aborted' })
  t.equal(received.length, 1, 'and nothing is sent for one who gave up before')
})

t.test('nobody listening is a failure to connect', async (t) => {
  const port = await closedPort()
  const outbound = openOutbound(t)
  t.match(await failure(outbound, { url: `http://127.0.0.1:${port}/` }), {
    kind: 'connect',
    cause: { code: 'ECONNREFUSED' },
  })
  t.equal(await failureKind(outbound, { url: `https://localhost:${port}/` }), 'connect')
})

t.test('a connection that breaks before the answer is whole is a reset', async (t) => {
  const { url } = await startReceiver(t, () => ({ status: 200, reset: true }))
  const outbound = openOutbound(t)
  t.equal(await failureKind(outbound, { url }), 'reset')
  const answers = {
    nothing: '',
    'half a head': 'HTTP/1.1 200 OK\r\nx: ',
    'half a body': 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf',
    'no HTTP': 'SSH-2.0-OpenSSH_9.2\r\n',
    'a head too large': `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
    'another protocol': 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
  }
  for (const [name, bytes] of Object.entries(answers)) {
    const port = await serveTcp(t, (socket) => socket.end(bytes))
    t.equal(await failureKind(outbound, { url: `http://127.0.0.1:${port}/` }), 'reset', name)
  }
})

t.test('a header that cannot be sent is a mistake of ours, not theirs', async (t) => {
  const { url, received } = await startReceiver(t)
  const outbound = openOutbound(t)
  await t.rejects(outbound.request({ method: 'POST', url, headers: { 'x-a': 'b\r\nx-c: d' } }), {
    code: 'UND_ERR_INVALID_ARG',
  })
  t.equal(received.length, 0)
})
