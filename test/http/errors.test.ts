import t from 'tap'

import { plainPages } from '../publish/plain-pages.ts'
import { openTestServer } from './test-server.ts'

const breakingNow = () => {
  throw new Error('SELECT secret FROM inner_host')
}
const breaking = async () => breakingNow()

t.test('an unknown path gets the page for that, in the reader\u2019s language', async (t) => {
  const { app } = await openTestServer(t)
  for (const [url, locale] of [
    ['/nothing', 'zh-CN'],
    ['/en/nothing', 'en'],
    ['/english', 'zh-CN'],
  ] as const) {
    const { statusCode, headers, body } = await app.inject(url)
    t.equal(statusCode, 404, url)
    t.equal(headers['content-language'], locale)
    t.match(body, '"name":"not-found"')
  }
})

t.test('an unknown id gets the same page as an unknown path, never a 304', async (t) => {
  const { app } = await openTestServer(t)
  const url = '/components/no-such'
  const first = await app.inject(url)
  t.equal(first.statusCode, 404)
  t.match(first.body, '"name":"not-found"')
  t.equal(first.headers.etag, (await app.inject('/nothing')).headers.etag)
  t.equal((await app.inject('/en/incidents/no-such')).headers['content-language'], 'en')
  const again = await app.inject({ url, headers: { 'if-none-match': String(first.headers.etag) } })
  t.equal(again.statusCode, 404)
})

t.test('an endless id is nowhere, an endless query value a mistake', async (t) => {
  const { app } = await openTestServer(t)
  const long = 'x'.repeat(500)
  t.equal((await app.inject(`/components/${long}`)).statusCode, 404)
  const { statusCode, body } = await app.inject(`/history?month=${long}`)
  t.equal(statusCode, 400)
  t.match(body, '"name":"bad-request"')
})

t.test('an address that cannot be read gets the page for mistakes', async (t) => {
  const { app } = await openTestServer(t)
  const { statusCode, headers, body } = await app.inject('/en/components/%E0%A4%A')
  t.equal(statusCode, 400)
  t.equal(headers['content-language'], 'en')
  t.match(body, '"name":"bad-request"')
})

t.test(
  'a page that cannot be made is 503 with a way to the emergency page, and says nothing of why',
  async (t) => {
    const { app } = await openTestServer(t, { keeper: { pages: plainPages({ component: breaking }) } })
    const { statusCode, headers, body } = await app.inject('/en/components/payment')
    t.equal(statusCode, 503)
    t.equal(headers['content-language'], 'en')
    t.equal(headers['cache-control'], 'no-store')
    t.equal(headers['retry-after'], '5')
    t.equal(headers['x-content-type-options'], 'nosniff')
    t.match(body, 'href="/en/emergency"')
    t.match(body, /<html lang="en">/)
    t.notMatch(body, /SELECT|inner_host|Error|at /)
  },
)

t.test('even the page for mistakes may be broken', async (t) => {
  const pages = plainPages({ 'not-found': breaking, 'bad-request': breaking })
  const { app } = await openTestServer(t, { keeper: { pages } })
  t.equal((await app.inject('/nothing')).statusCode, 404)
  t.equal((await app.inject('/%')).statusCode, 400)
  t.match((await app.inject('/nothing')).body, '没有这个页面')
})

t.test('the emergency page is there when everything else is broken', async (t) => {
  const { emergency } = plainPages()
  const names = Object.keys(plainPages())
  const broken = Object.fromEntries(names.map((name) => [name, breaking]))
  const { app } = await openTestServer(t, {
    keeper: { pages: { ...plainPages(broken), emergency }, builder: { build: breaking } },
    health: { readiness: breakingNow, stats: () => ({}) },
  })
  for (const url of ['/emergency', '/en/emergency']) t.equal((await app.inject(url)).statusCode, 200)
  t.equal((await app.inject('/')).statusCode, 503)
  t.equal((await app.inject('/readyz')).statusCode, 503)
  t.equal((await app.inject('/healthz')).statusCode, 200)
})

t.test('programs get their errors as JSON', async (t) => {
  const { app } = await openTestServer(t)
  const { statusCode, headers, body } = await app.inject('/en/api/v2/nothing')
  t.equal(statusCode, 404)
  t.match(headers['content-type'], 'application/json')
  t.equal(JSON.parse(body).error.code, 'not_found')
})
