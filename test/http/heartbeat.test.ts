import type { InjectOptions } from 'fastify'
import t from 'tap'

import { openTestServer, sha256 } from './test-server.ts'

const TOKEN = 'settlement-token'

const open = async (t: Parameters<typeof openTestServer>[0], fail = false) => {
  const beats: unknown[] = []
  const { app } = await openTestServer(t, {
    heartbeats: {
      tokens: new Map([['settlement', sha256(TOKEN)]]),
      beat: async (heartbeat) => {
        if (fail) throw new Error('database is locked in /inner/path')
        beats.push(heartbeat)
      },
    },
  })
  const post = (options: InjectOptions = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/heartbeats/settlement',
      ...options,
      headers: { authorization: `Bearer ${TOKEN}`, ...options.headers },
    })
  return { beats, post }
}

t.test('a job that ran says so with its token, with or without a body', async (t) => {
  const { beats, post } = await open(t)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  t.equal((await post()).statusCode, 204)
  t.equal((await post({ payload: {} })).statusCode, 204)
  t.equal((await post({ payload: { ok: true } })).statusCode, 204)
  t.equal((await post({ payload: { ok: false } })).statusCode, 204)
  t.equal((await post({ headers: { 'content-type': 'application/json' } })).statusCode, 204)
  t.equal((await post({ headers: form })).statusCode, 204, 'curl -d ""')
  t.strictSame(
    beats,
    [true, true, true, false, true, true].map((ok) => ({ probeId: 'settlement', ok })),
  )
})

t.test('without the right token nothing is recorded', async (t) => {
  const { beats, post } = await open(t)
  for (const authorization of ['', 'Bearer', 'Bearer wrong', `Basic ${TOKEN}`, TOKEN, `Bearer ${TOKEN}x`]) {
    const { statusCode, headers, body } = await post({ headers: { authorization } })
    t.equal(statusCode, 401, authorization)
    t.equal(headers['www-authenticate'], 'Bearer')
    t.notMatch(body, TOKEN)
  }
  t.strictSame(beats, [])
})

t.test('an unknown job is not found, even with another job\u2019s token', async (t) => {
  const { beats, post } = await open(t)
  const { statusCode, body } = await post({ url: '/api/v1/heartbeats/other' })
  t.equal(statusCode, 404)
  t.equal(JSON.parse(body).error.code, 'not_found')
  t.strictSame(beats, [])
})

t.test('the digest of a token is not a token', async (t) => {
  const { post } = await open(t)
  t.equal((await post({ headers: { authorization: `Bearer ${sha256(TOKEN)}` } })).statusCode, 401)
  const unknown = { url: '/api/v1/heartbeats/other', headers: { authorization: 'Bearer ' } }
  t.equal((await post(unknown)).statusCode, 404)
})

t.test('a body that says something else is refused, and nothing recorded', async (t) => {
  const { beats, post } = await open(t)
  const json = { 'content-type': 'application/json' }
  t.equal((await post({ payload: { ok: 'yes' } })).statusCode, 400)
  t.equal((await post({ payload: { okay: true } })).statusCode, 400)
  t.equal((await post({ payload: '[]', headers: json })).statusCode, 400)
  t.equal((await post({ payload: '{', headers: json })).statusCode, 400)
  t.equal((await post({ payload: '{"__proto__":{"ok":true}}', headers: json })).statusCode, 400)
  t.equal((await post({ payload: 'ok', headers: { 'content-type': 'text/plain' } })).statusCode, 415)
  t.equal(
    (await post({ payload: JSON.stringify({ ok: true, pad: 'x'.repeat(5_000) }), headers: json })).statusCode,
    413,
  )
  t.strictSame(beats, [])
})

t.test('a beat that cannot be recorded is not acknowledged', async (t) => {
  const { post } = await open(t, true)
  const { statusCode, headers, body } = await post()
  t.equal(statusCode, 503)
  t.equal(headers['retry-after'], '5')
  t.notMatch(body, /inner|locked/)
})
