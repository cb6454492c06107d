import t from 'tap'
import { request } from 'undici'

import { openTestServer } from './test-server.ts'

const CASES = [
  ['the Chinese home page', '/', {}],
  ['the English home page', '/en', {}],
  ['with gzip', '/', { 'accept-encoding': 'gzip' }],
  ['with brotli', '/en', { 'accept-encoding': 'gzip, br' }],
  ['with a tag that is not ours', '/', { 'if-none-match': '"other"' }],
] as const

const TIMELESS = /^(date|connection|keep-alive)$/

t.test('the home page is the same by the shortcut as through the framework', async (t) => {
  const { app } = await openTestServer(t)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  for (const [story, path, headers] of CASES) {
    const short = await request(url + path, { headers })
    const usual = await app.inject({ method: 'GET', url: path, headers })
    const lasting = (all: object) =>
      Object.fromEntries(Object.entries(all).filter(([name]) => !TIMELESS.test(name)))
    t.equal(short.statusCode, usual.statusCode, story)
    t.strictSame(lasting(short.headers), lasting(usual.headers), story)
    t.ok(usual.rawPayload.equals(Buffer.from(await short.body.arrayBuffer())), story)
  }
})

t.test('who has seen the page gets 304 by the shortcut too', async (t) => {
  const { app } = await openTestServer(t)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const first = await request(url)
  await first.body.dump()
  const again = await request(url, { headers: { 'if-none-match': String(first.headers['etag']) } })
  await again.body.dump()
  t.equal(again.statusCode, 304)
})

t.test('everything else goes the usual way', async (t) => {
  const { app } = await openTestServer(t)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const statusOf = async (path: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') => {
    const { statusCode, body } = await request(url + path, { method })
    await body.dump()
    return statusCode
  }
  t.equal(await statusOf('/?from=chat'), 200)
  t.equal(await statusOf('/', 'HEAD'), 200)
  t.equal(await statusOf('/', 'POST'), 405)
  t.equal(await statusOf('/nothing-here'), 404)
})
