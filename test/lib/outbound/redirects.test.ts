import { setDefaultCACertificates, getCACertificates } from 'node:tls'

import t from 'tap'

import { issue, makeCa } from '../../probe/certificates.ts'
import { json, serveHttps } from '../../probe/servers.ts'
import { startReceiver, type ReceiverAnswer } from '../../support/receiver.ts'
import { failure, failureKind, openOutbound } from './open-outbound.ts'

function to(location: string, status = 307): ReceiverAnswer {
  return { status, headers: { location } }
}

const SIGNED = {
  method: 'POST',
  headers: { authorization: 'Bearer k', 'webhook-signature': 'v1,abc' },
  body: 'paid',
} as const

t.test('307 and 308 within an origin repeat the request as it was', async (t) => {
  for (const status of [307, 308]) {
    const { url, received } = await startReceiver(t, (_request, index) =>
      index === 0 ? to('/moved?to=here', status) : { status: 200, body: 'taken' },
    )
    const outbound = openOutbound(t)
    t.match(await outbound.request({ ...SIGNED, url: `${url}/hook` }), { status: 200, body: 'taken' })
    t.match(received[1], { url: '/moved?to=here', ...SIGNED })
  }
})

t.test('301, 302 and 303 are answered as they are', async (t) => {
  for (const status of [301, 302, 303]) {
    const { url, received } = await startReceiver(t, () => to('/moved', status))
    const outbound = openOutbound(t)
    t.match(await outbound.request({ ...SIGNED, url }), { status, headers: { location: '/moved' } })
    t.equal(received.length, 1)
  }
})

t.test('three redirects are followed, a fourth is not', async (t) => {
  const { url, received } = await startReceiver(t, ({ url: path }) => {
    const left = Number(path.slice(1))
    return left === 0 ? { status: 200 } : to(`/${left - 1}`)
  })
  const outbound = openOutbound(t)
  t.equal((await outbound.request({ ...SIGNED, url: `${url}/3` })).status, 200)
  t.equal(received.length, 4)
  t.equal(await failureKind(outbound, { url: `${url}/4` }), 'redirects')
  t.equal(received.length, 8)
})

t.test('a redirect to somebody else is answered as it is, and they hear nothing', async (t) => {
  const elsewhere = await startReceiver(t)
  const home = await startReceiver(t, () => to(`${elsewhere.url}/hook`))
  const outbound = openOutbound(t)
  t.equal((await outbound.request({ ...SIGNED, url: home.url })).status, 307)
  t.equal((await outbound.request({ method: 'GET', url: home.url })).status, 307)
  t.equal(elsewhere.received.length, 0)
})

t.test('a redirect to where we do not go is refused', async (t) => {
  const secret = await startReceiver(t)
  for (const location of [
    `http://127.0.0.2:${secret.port}/`,
    'http://169.254.169.254/latest/meta-data/',
    'https://[::ffff:7f00:1]/',
    'http://0x7f000002/',
    'https://user:word@hooks.example/',
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
    'http://127.0.0.1:22/',
    'https://256.0.0.1/',
  ]) {
    const { url, port } = await startReceiver(t, () => to(location))
    const outbound = openOutbound(t, { allow: ['127.0.0.1/32'], ports: [port, secret.port, 80, 443] })
    t.equal(await failureKind(outbound, { url }), 'refused_url', location)
  }
  t.equal(secret.received.length, 0)
})

t.test('a name that turns inwards between a redirect and its target is refused', async (t) => {
  const { port, received } = await startReceiver(t, () => ({
    status: 307,
    headers: { location: '/again', connection: 'close' },
  }))
  const answers = ['127.0.0.1', '10.0.0.1']
  const outbound = openOutbound(
    t,
    {},
    { lookup: async () => [{ address: answers.shift() ?? '', family: 4 }] },
  )
  t.match(await failure(outbound, { url: `http://hooks.example:${port}/` }), { kind: 'refused_address' })
  t.equal(received.length, 1)
})

t.test('a redirect without a target is answered as it is', async (t) => {
  const { url } = await startReceiver(t, () => ({ status: 308 }))
  const outbound = openOutbound(t)
  t.equal((await outbound.request({ ...SIGNED, url })).status, 308)
})

t.test(
  'a redirect to https of the same host is followed with all that was sent, one back is not',
  async (t) => {
    const before = getCACertificates()
    const ca = await makeCa()
    setDefaultCACertificates([ca.cert])
    t.teardown(() => setDefaultCACertificates(before))
    let heard: unknown
    const secure = await serveHttps(t, await issue(ca), (request, response) => {
      heard = request.headers
      json({ taken: true })(request, response)
    })
    const plain = await startReceiver(t, () => to(`${secure}/hook`))
    const back = await serveHttps(t, await issue(ca), (request, response) => {
      request.resume()
      response.writeHead(307, { location: plain.url }).end()
    })
    const outbound = openOutbound(t)
    t.match(await outbound.request({ ...SIGNED, url: plain.url }), { status: 200, body: '{"taken":true}' })
    t.match(heard, SIGNED.headers)
    t.equal((await outbound.request({ ...SIGNED, url: back })).status, 307)
    t.equal(plain.received.length, 1)
  },
)
