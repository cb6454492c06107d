import { createHash } from 'node:crypto'
import zlib from 'node:zlib'

import t from 'tap'

import { openTestServer } from './test-server.ts'

const PATHS = [
  ['/', 'home'],
  ['/components/payment', 'component'],
  ['/incidents/abcdefabcdef', 'incident'],
  ['/history', 'history'],
  ['/announcements', 'announcements'],
  ['/announcements/abc', 'announcement'],
  ['/help/outage', 'help-outage'],
  ['/help/when-it-fails', 'help-article'],
  ['/emergency', 'emergency'],
  ['/help/lost', 'help-lost'],
  ['/help/lost/notice', 'loss-notice'],
] as const

t.test('every page is there in both languages', async (t) => {
  const { app } = await openTestServer(t)
  for (const [path, name] of PATHS) {
    for (const [prefix, locale] of [
      ['', 'zh-CN'],
      ['/en', 'en'],
    ] as const) {
      const url = prefix + path
      const { statusCode, headers, body } = await app.inject(url)
      t.equal(statusCode, 200, url)
      t.equal(headers['content-language'], locale, url)
      t.match(body, `"name":"${name}","request":{"locale":"${locale}"`, url)
    }
  }
})

t.test('/en and /en/ are the English home page', async (t) => {
  const { app } = await openTestServer(t)
  t.equal((await app.inject('/en')).body, (await app.inject('/en/')).body)
})

t.test('a page is sent in the coding that is asked for, each with a tag of its own', async (t) => {
  const { app } = await openTestServer(t)
  const plain = await app.inject('/')
  const gzip = await app.inject({ url: '/', headers: { 'accept-encoding': 'gzip' } })
  const brotli = await app.inject({ url: '/', headers: { 'accept-encoding': 'gzip, br' } })
  t.equal(plain.headers['content-encoding'], undefined)
  t.equal(gzip.headers['content-encoding'], 'gzip')
  t.equal(brotli.headers['content-encoding'], 'br')
  t.equal(zlib.gunzipSync(gzip.rawPayload).toString(), plain.body)
  t.equal(zlib.brotliDecompressSync(brotli.rawPayload).toString(), plain.body)
  const tags = [plain, gzip, brotli].map(({ headers }) => String(headers.etag))
  t.equal(new Set(tags).size, 3)
  for (const tag of tags) t.match(tag, /^"[^"]+"$/, 'strong')
  for (const { headers, rawPayload } of [plain, gzip, brotli]) {
    t.equal(headers.vary, 'Accept-Encoding')
    t.equal(headers['content-length'], String(rawPayload.length))
  }
})

t.test('an unchanged page is answered 304 without a body, a changed one in full', async (t) => {
  let builtAt = 1_000
  const { calmSnapshot } = await import('../publish/test-keeper.ts')
  const { app, keeper } = await openTestServer(t, {
    keeper: { builder: { build: async () => calmSnapshot({ builtAt }) } },
  })
  const first = await app.inject({ url: '/', headers: { 'accept-encoding': 'br' } })
  const ask = (tag: string, coding = 'br') =>
    app.inject({ url: '/', headers: { 'accept-encoding': coding, 'if-none-match': tag } })
  const tag = String(first.headers.etag)
  for (const header of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const { statusCode, body, headers } = await ask(header)
    t.equal(statusCode, 304, header)
    t.equal(body, '')
    t.equal(headers.etag, tag)
    t.equal(headers.vary, 'Accept-Encoding')
    t.equal(headers['cache-control'], first.headers['cache-control'])
  }
  t.equal((await ask(tag, 'gzip')).statusCode, 200, 'other bytes, another tag')
  builtAt += 1
  await keeper.refresh()
  t.equal((await ask(tag)).statusCode, 200)
})

t.test('HEAD says the same as GET without the body', async (t) => {
  const { app } = await openTestServer(t)
  for (const url of ['/', '/en/emergency', '/components/payment', '/no-such-page']) {
    const get = await app.inject(url)
    const head = await app.inject({ method: 'HEAD', url })
    t.equal(head.statusCode, get.statusCode, url)
    t.equal(head.body, '')
    const { date: _a, ...expected } = get.headers
    const { date: _b, ...headers } = head.headers
    t.strictSame(headers, expected, url)
  }
})

t.test('pages may be kept by a CDN for seconds, and for a day when we are gone', async (t) => {
  const { app } = await openTestServer(t)
  const { headers } = await app.inject('/')
  t.equal(headers['cache-control'], 'public, max-age=5, stale-while-revalidate=30, stale-if-error=86400')
  t.match(headers['last-modified'], /GMT$/)
  t.equal(headers['set-cookie'], undefined)
})

t.test('only the page\u2019s own style sheet takes effect, and nothing runs', async (t) => {
  const { app } = await openTestServer(t)
  const { headers } = await app.inject('/')
  const hash = createHash('sha256').update('p{color:red}').digest('base64')
  const policy = String(headers['content-security-policy'])
  t.match(policy, `style-src 'sha256-${hash}'`)
  t.match(policy, "script-src 'none'")
  t.match(policy, "default-src 'none'")
  t.match(policy, "frame-ancestors 'none'")
  t.notMatch(policy, 'unsafe')
  t.match(headers, { 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' })
  t.equal(headers['strict-transport-security'], undefined)
})

t.test('behind HTTPS browsers are told to stay there, and named scripts may run', async (t) => {
  const { app } = await openTestServer(t, { security: { https: true, scriptHashes: ['sha256-abc='] } })
  const { headers } = await app.inject('/')
  t.equal(headers['strict-transport-security'], 'max-age=31536000')
  t.match(headers['content-security-policy'], "script-src 'sha256-abc='")
})

t.test('the query reaches a page by the names it reads, once, and no others', async (t) => {
  const { app } = await openTestServer(t)
  const asked = async (url: string) => (await app.inject(url)).body.match(/"query":(\{.*?\})/)?.[1]
  t.equal(
    await asked('/history?month=2026-03&from=timeline&month=2025-01&__proto__=x'),
    '{"month":"2026-03"}',
  )
  t.equal(await asked('/?from=timeline'), '{}')
  t.equal(await asked('/history?component=%E5%85%85%E5%80%BC'), '{"component":"充值"}')
})
