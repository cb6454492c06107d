import t from 'tap'

import { allReady, openTestServer } from './test-server.ts'

const stats = () => ({ waiting: 7 })

t.test('alive and ready', async (t) => {
  const { app } = await openTestServer(t, { health: { readiness: () => allReady, stats } })
  const alive = await app.inject('/healthz')
  t.equal(alive.statusCode, 200)
  t.strictSame(alive.json(), { ok: true })
  const ready = await app.inject('/readyz')
  t.equal(ready.statusCode, 200)
  t.strictSame(ready.json(), { ok: true, checks: allReady, stats: { waiting: 7 } })
  for (const { headers } of [alive, ready]) t.equal(headers['cache-control'], 'no-store')
})

t.test('503 says which part does not do its work; the process is alive all the same', async (t) => {
  const store = { ok: false, note: 'locked' }
  const { app } = await openTestServer(t, {
    health: { readiness: () => ({ ...allReady, store }), stats },
  })
  const { statusCode, headers, body } = await app.inject('/readyz')
  t.equal(statusCode, 503)
  t.equal(headers['cache-control'], 'no-store')
  t.match(JSON.parse(body), { ok: false, checks: { store, buffer: { ok: true } } })
  t.equal((await app.inject('/healthz')).statusCode, 200)
})

t.test('what every site is asked for: an icon and a word to search engines', async (t) => {
  const { app } = await openTestServer(t)
  for (const url of ['/favicon.svg', '/favicon.ico']) {
    const { headers, body } = await app.inject(url)
    t.equal(headers['content-type'], 'image/svg+xml')
    t.match(headers['content-security-policy'], "default-src 'none'")
    t.match(body, /^<svg /)
  }
  const { headers, body } = await app.inject('/robots.txt')
  t.match(headers['content-type'], 'text/plain')
  t.match(body, 'User-agent: *')
})
