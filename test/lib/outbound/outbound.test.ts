import { once } from 'node:events'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import pino from 'pino'
import t, { type Test } from 'tap'

import { createOutbound, type OutboundRules } from '../../../src/lib/outbound/outbound.ts'
import { OutboundError } from '../../../src/lib/outbound/outbound-error.ts'
import type { Resolve } from '../../../src/lib/outbound/resolve.ts'
import { issue, makeCa } from '../../probe/certificates.ts'
import { closedPort, serveHttp, serveHttps } from '../../probe/servers.ts'
import { startReceiver } from '../../support/receiver.ts'

const OPEN = { allow: ['127.0.0.0/8'], timeoutMs: 2_000, maxBodyBytes: 1_000 }

function outboundTo(t: Test, ports: readonly number[], more: Partial<OutboundRules> = {}, resolve?: Resolve) {
  const outbound = createOutbound({ ...OPEN, ports, ...more }, resolve === undefined ? {} : { resolve })
  t.teardown(() => outbound.close())
  return outbound
}

/** How an exchange failed, with its code where it has one. */
const failure = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: unknown) => {
      if (!(error instanceof OutboundError)) throw error
      return [error.kind, error.code ?? ''].join(' ').trim()
    },
  )

const portOf = (url: string) => Number(new URL(url).port)

t.test('a request arrives as it was meant, and its answer comes back', async (t) => {
  const { url, port, received } = await startReceiver(t, () => ({
    status: 201,
    headers: { 'x-seen': 'yes' },
    body: '你好',
  }))
  const answer = await outboundTo(t, [port]).request({
    method: 'POST',
    url: `${url}/hook?a=1`,
    headers: { 'content-type': 'application/json' },
    body: '{"a":"你"}',
  })
  t.match(answer, { status: 201, headers: { 'x-seen': 'yes' }, body: '你好' })
  t.match(received, [{ method: 'POST', url: '/hook?a=1', body: '{"a":"你"}' }])
  t.match(received[0]?.headers, { 'accept-encoding': 'identity', 'content-type': 'application/json' })
})

t.test('a public name that leads to a private address is refused when connecting', async (t) => {
  const { port, received } = await startReceiver(t)
  const inward: Resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }])
  const outbound = outboundTo(t, [port], { allow: [] }, inward)
  t.equal(
    await failure(outbound.request({ method: 'POST', url: `http://hook.example.com:${port}/` })),
    'refused_address',
  )
  t.equal(received.length, 0)
})

t.test('of a name’s addresses only those are tried that may be reached', async (t) => {
  const { port, received } = await startReceiver(t)
  const both: Resolve = () =>
    Promise.resolve([
      { address: '10.0.0.1', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ])
  const outbound = outboundTo(t, [port], {}, both)
  await outbound.request({ method: 'GET', url: `http://hook.example.com:${port}/` })
  t.equal(received.length, 1)
})

t.test('a name that changes its mind gains nothing by it', async (t) => {
  const { port, received } = await startReceiver(t)
  const answers = ['127.0.0.1', '10.0.0.1']
  const rebinding: Resolve = () => Promise.resolve([{ address: answers.shift() ?? '10.0.0.1', family: 4 }])
  const outbound = outboundTo(t, [port], { allow: ['127.0.0.0/8'] }, rebinding)
  const url = `http://hook.example.com:${port}/`
  await outbound.request({ method: 'GET', url })
  t.equal(received.length, 1)
  const other = outboundTo(t, [port], { allow: ['127.0.0.0/8'] }, rebinding)
  t.equal(await failure(other.request({ method: 'GET', url })), 'refused_address')
})

t.test('a numeric private address is refused though nobody looks it up', async (t) => {
  const { port, received } = await startReceiver(t)
  const outbound = outboundTo(t, [port], { allow: [] })
  t.equal(await failure(outbound.request({ method: 'GET', url: `http://127.0.0.1:${port}/` })), 'refused_url')
  t.equal(received.length, 0)
})

t.test('a redirect within the same place is followed with its body, a few times', async (t) => {
  const { url, port, received } = await startReceiver(t, (_request, index) =>
    index < 2 ? { status: 307, headers: { location: `/hop-${index}` } } : { status: 204 },
  )
  const answer = await outboundTo(t, [port]).request({ method: 'POST', url: `${url}/`, body: 'words' })
  t.equal(answer.status, 204)
  t.strictSame(
    received.map(({ url: path, body }) => [path, body]),
    [
      ['/', 'words'],
      ['/hop-0', 'words'],
      ['/hop-1', 'words'],
    ],
  )
})

t.test('redirects without end are given up', async (t) => {
  const { url, port, received } = await startReceiver(t, () => ({ status: 308, headers: { location: '/' } }))
  t.equal(await failure(outboundTo(t, [port]).request({ method: 'POST', url })), 'redirects')
  t.equal(received.length, 4)
})

t.test('a redirect inward is refused and never asked', async (t) => {
  const inner = await startReceiver(t)
  for (const location of [
    `http://10.0.0.1/`,
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    `http://127.0.0.1:${inner.port}/`,
    'file:///etc/passwd',
    'http://0x7f000001:22/',
  ]) {
    const { url, port } = await startReceiver(t, () => ({ status: 307, headers: { location } }))
    t.equal(await failure(outboundTo(t, [port]).request({ method: 'POST', url })), 'refused_url', location)
  }
  t.equal(inner.received.length, 0)
})

t.test('a redirect to somebody else is answered as it is: what is signed goes to nobody else', async (t) => {
  const other = await startReceiver(t)
  const { url, port } = await startReceiver(t, () => ({
    status: 307,
    headers: { location: `${other.url}/` },
  }))
  const answer = await outboundTo(t, [port, other.port]).request({ method: 'POST', url })
  t.equal(answer.status, 307)
  t.equal(other.received.length, 0)
})

t.test('redirects that would turn a POST into a GET are answered as they are', async (t) => {
  for (const status of [301, 302, 303]) {
    const { url, port, received } = await startReceiver(t, () => ({ status, headers: { location: '/' } }))
    t.equal((await outboundTo(t, [port]).request({ method: 'POST', url })).status, status)
    t.equal(received.length, 1)
  }
})

t.test('of a body no more is read than allowed, however much there is', async (t) => {
  const url = await serveHttp(t, (_request, response) => {
    const pour = (): void => {
      while (!response.destroyed && response.write('x'.repeat(10_000)));
      if (!response.destroyed) response.once('drain', pour)
    }
    pour()
  })
  const answer = await outboundTo(t, [portOf(url)]).request({ method: 'GET', url })
  t.equal(answer.body.length, 1_000)
})

t.test('what drips in is given up at its time, whatever still comes', async (t) => {
  const url = await serveHttp(t, (_request, response) => {
    const timer = setInterval(() => response.write('x'), 10)
    response.once('close', () => clearInterval(timer))
  })
  const outbound = outboundTo(t, [portOf(url)], { timeoutMs: 200 })
  t.match(await failure(outbound.request({ method: 'GET', url })), 'timeout')
})

t.test(
  'a name that is never found, and a server that never answers, are given up at their time',
  async (t) => {
    const never: Resolve = () => new Promise(() => undefined)
    t.equal(
      await failure(
        outboundTo(t, [80], { timeoutMs: 100 }, never).request({ method: 'GET', url: 'http://a.example/' }),
      ),
      'timeout',
    )
    const url = await serveHttp(t, () => undefined)
    t.equal(
      await failure(outboundTo(t, [portOf(url)], { timeoutMs: 100 }).request({ method: 'GET', url })),
      'timeout',
    )
  },
)

t.test('who asked may give up', async (t) => {
  const url = await serveHttp(t, () => undefined)
  const controller = new AbortController()
  const asked = outboundTo(t, [portOf(url)]).request({ method: 'GET', url, signal: controller.signal })
  controller.abort()
  t.equal(await failure(asked), 'aborted')
})

t.test('a refused connection, a reset and words that are no HTTP are told apart', async (t) => {
  const closed = await closedPort()
  t.equal(
    await failure(outboundTo(t, [closed]).request({ method: 'GET', url: `http://127.0.0.1:${closed}/` })),
    'connect ECONNREFUSED',
  )
  const { url, port } = await startReceiver(t, () => ({ status: 200, reset: true }))
  t.equal(await failure(outboundTo(t, [port]).request({ method: 'GET', url })), 'reset ECONNRESET')
  const garbage = createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'))
  garbage.listen(0, '127.0.0.1')
  await once(garbage, 'listening')
  t.teardown(() => garbage.close())
  const { port: at } = garbage.address() as AddressInfo
  t.match(
    await failure(outboundTo(t, [at]).request({ method: 'GET', url: `http://127.0.0.1:${at}/` })),
    /^reset/,
  )
})

t.test('a certificate that does not hold is a failure', async (t) => {
  const { cert, key } = await issue(await makeCa())
  const url = await serveHttps(t, { cert, key }, (_request, response) => response.end())
  t.match(await failure(outboundTo(t, [portOf(url)]).request({ method: 'GET', url })), /^tls /)
})

t.test('a name that leads nowhere is unresolved', async (t) => {
  const nowhere: Resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))
  t.equal(
    await failure(outboundTo(t, [80], {}, nowhere).request({ method: 'GET', url: 'http://nobody.example/' })),
    'unresolved ENOTFOUND',
  )
})

t.test('no error holds more of an address than its host, in its message or in the log', async (t) => {
  const closed = await closedPort()
  const { port } = await startReceiver(t, () => ({ status: 200, reset: true }))
  const outbound = outboundTo(t, [closed, port])
  for (const url of [
    `http://127.0.0.1:${closed}/SECRETPATH?key=SECRETKEY`,
    `http://127.0.0.1:${port}/SECRETPATH?key=SECRETKEY`,
    'http://127.0.0.1:1/SECRETPATH?key=SECRETKEY',
  ]) {
    const asked = { method: 'POST', url, headers: { authorization: 'SECRETKEY' }, body: 'SECRETKEY' } as const
    const error: unknown = await outbound.request(asked).catch((cause: unknown) => cause)
    t.ok(error instanceof OutboundError)
    const lines: string[] = []
    pino({}, { write: (line) => lines.push(line) }).error({ err: error }, 'failed')
    t.notMatch(lines.join(), /SECRET/)
  }
})

t.test('connections are kept for the next request, and few of them at a time', async (t) => {
  let open = 0
  let most = 0
  let made = 0
  const url = await serveHttp(t, (_request, response) => void sleep(5).then(() => response.end()))
  const server = outboundTo(t, [portOf(url)])
  const { default: diagnostics } = await import('node:diagnostics_channel')
  const onConnect = (): void => {
    made += 1
  }
  diagnostics.subscribe('undici:client:connected', onConnect)
  t.teardown(() => diagnostics.unsubscribe('undici:client:connected', onConnect))
  await Promise.all(
    Array.from({ length: 200 }, async () => {
      open += 1
      most = Math.max(most, open)
      await server.request({ method: 'GET', url })
      open -= 1
    }),
  )
  t.ok(made <= 8, `${made} connections for 200 requests`)
  t.equal(most, 200, 'the rest waits')
})

t.test('closing waits for what is under way', async (t) => {
  const url = await serveHttp(t, (_request, response) => void sleep(100).then(() => response.end('done')))
  const outbound = createOutbound({ ...OPEN, ports: [portOf(url)] })
  const asked = outbound.request({ method: 'GET', url })
  await outbound.close()
  t.match(await asked, { body: 'done' })
})
