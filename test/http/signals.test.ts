import type { InjectOptions } from 'fastify'
import t from 'tap'

import { HotlineRefused } from '../../src/record/hotline.ts'
import { openTestServer, sha256 } from './test-server.ts'

const TOKEN = 'call-centre-token'
const AT = '2026-03-11T12:00:00+08:00'
const call = { id: 'c1', contactId: 'hotline', at: AT, waitMs: 90_000, answered: true }

const open = async (t: Parameters<typeof openTestServer>[0], refused?: HotlineRefused) => {
  const told: unknown[] = []
  const { app } = await openTestServer(t, {
    signals: {
      token: sha256(TOKEN),
      record: async (signals) => {
        if (refused !== undefined) throw refused
        told.push(signals)
        return { counted: signals.calls.length }
      },
    },
  })
  const post = (payload: unknown, options: InjectOptions = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/signals',
      payload: JSON.stringify(payload),
      ...options,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...options.headers },
    })
  return { told, post }
}

t.test('a call centre tells queues and calls with its token', async (t) => {
  const { told, post } = await open(t)
  const queue = { contactId: 'hotline', at: AT, waitMs: 60_000, waiting: 4, answeredShare: 0.93 }
  const { statusCode, body } = await post({ kind: 'hotline', queues: [queue], calls: [call] })
  t.equal(statusCode, 200)
  t.same(JSON.parse(body), { counted: 1, known: 0 })
  const at = Date.parse(AT)
  t.same(told, [{ queues: [{ ...queue, at }], calls: [{ ...call, at }] }])
})

t.test('a leap second is the second before it, as clocks of computers have it', async (t) => {
  const { told, post } = await open(t)
  const queue = { contactId: 'hotline', at: '2026-06-30T23:59:60.5Z' }
  t.equal((await post({ kind: 'hotline', queues: [queue] })).statusCode, 200)
  t.same(told, [{ queues: [{ ...queue, at: Date.parse('2026-06-30T23:59:59.5Z') }], calls: [] }])
})

t.test('moments are taken as languages and tools write them', async (t) => {
  const { told, post } = await open(t)
  const forms = [
    '2026-03-14T20:30:00+08:00',
    '2026-03-14T20:30:00+0800',
    '2026-03-14 12:30:00Z',
    '2026-03-14T12:30Z',
  ]
  const zoned = '2026-03-14T20:30:00+08:00[Asia/Shanghai]'
  const queues = [...forms, zoned].map((at) => ({ contactId: 'hotline', at }))
  t.equal((await post({ kind: 'hotline', queues })).statusCode, 200)
  const at = Date.parse('2026-03-14T12:30:00Z')
  t.same(told, [{ queues: queues.map((queue) => ({ ...queue, at })), calls: [] }])
})

t.test('without the right token nothing is taken', async (t) => {
  const { told, post } = await open(t)
  for (const authorization of ['', 'Bearer', 'Bearer wrong', TOKEN]) {
    const { statusCode, headers } = await post({ kind: 'hotline' }, { headers: { authorization } })
    t.equal(statusCode, 401)
    t.equal(headers['www-authenticate'], 'Bearer')
  }
  t.same(told, [])
})

t.test('what is not exactly of the documented make is refused', async (t) => {
  const { told, post } = await open(t)
  for (const wrong of [
    {},
    { kind: 'weather' },
    { kind: 'hotline', more: 1 },
    { kind: 'hotline', calls: [{ ...call, number: '13800138000' }] },
    { kind: 'hotline', calls: [{ ...call, at: 'yesterday' }] },
    { kind: 'hotline', calls: [{ ...call, at: '2026-03-14T12:21:04' }] },
    { kind: 'hotline', calls: [{ ...call, at: '2026-02-30T12:21:04Z' }] },
    { kind: 'hotline', calls: [{ ...call, waitMs: -1 }] },
    { kind: 'hotline', calls: [{ ...call, waitMs: '90000' }] },
    { kind: 'hotline', calls: Array.from({ length: 1_001 }, () => call) },
    { kind: 'hotline', queues: [{ contactId: 'hotline', at: AT, answeredShare: 93 }] },
  ])
    t.equal((await post(wrong)).statusCode, 400, JSON.stringify(wrong).slice(0, 80))
  t.same(told, [])
})

t.test('an unknown hotline and an impossible time are named', async (t) => {
  for (const [kind, status] of [
    ['unknown_contact', 404],
    ['time_out_of_range', 400],
  ] as const) {
    const { post } = await open(t, new HotlineRefused(kind, 'detail'))
    const { statusCode, body } = await post({ kind: 'hotline', calls: [call] })
    t.equal(statusCode, status)
    t.equal(JSON.parse(body).error.code, kind)
  }
})

t.test('where no token is configured there is no such address', async (t) => {
  const { app } = await openTestServer(t)
  t.equal((await app.inject({ method: 'POST', url: '/api/v1/signals', payload: {} })).statusCode, 404)
})
