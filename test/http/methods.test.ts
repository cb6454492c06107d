import type { InjectOptions } from 'fastify'
import t from 'tap'

import { openTestServer } from './test-server.ts'

t.test('a declared path answers an undeclared method with 405 and what it allows', async (t) => {
  const { app } = await openTestServer(t)
  const expected: [NonNullable<InjectOptions['method']>, string, string][] = [
    ['POST', '/', 'GET, HEAD'],
    ['DELETE', '/en/components/payment', 'GET, HEAD'],
    ['PUT', '/history', 'GET, HEAD'],
    ['OPTIONS', '/emergency', 'GET, HEAD'],
    ['PATCH', '/api/v2/summary.json', 'GET, HEAD, OPTIONS'],
    ['GET', '/api/v1/heartbeats/settlement', 'POST'],
    ['POST', '/healthz', 'GET, HEAD'],
  ]
  for (const [method, url, allow] of expected) {
    const { statusCode, headers, body } = await app.inject({ method, url })
    t.equal(statusCode, 405, `${method} ${url}`)
    t.equal(headers.allow, allow, `${method} ${url}`)
    t.notMatch(body, /Error|at /)
  }
})

t.test('it does so whatever the body is', async (t) => {
  const { app } = await openTestServer(t)
  for (const payload of ['not json', 'x'.repeat(100_000)]) {
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/',
      headers: { 'content-type': 'application/json' },
      payload,
    })
    t.equal(statusCode, 405)
  }
})

t.test(
  'an unknown path is 404 for every method, with words and without a page for those who do not read',
  async (t) => {
    const { app } = await openTestServer(t)
    const { statusCode, headers } = await app.inject({ method: 'POST', url: '/nothing' })
    t.equal(statusCode, 404)
    t.equal(headers['cache-control'], 'no-store')
  },
)

t.test('a script on another site may ask for the summary with a tag', async (t) => {
  const { app } = await openTestServer(t)
  const { statusCode, headers } = await app.inject({ method: 'OPTIONS', url: '/api/v2/summary.json' })
  t.equal(statusCode, 204)
  t.match(headers, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': /If-None-Match/,
  })
})
