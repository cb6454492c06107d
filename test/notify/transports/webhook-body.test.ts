import fc from 'fast-check'
import t from 'tap'

import { webhookBody } from '../../../src/notify/transports/webhook-body.ts'
import { letterTo, openedMessage, SENT_AT } from './sample-letter.ts'

const to = { transport: 'webhook', address: 'https://hooks.example/', settings: {} } as const

const bodyOf = (data: Record<string, unknown>, message = openedMessage) =>
  webhookBody(letterTo(to, { ...message, data }), undefined, SENT_AT)

t.test('whatever is told, the body is JSON of less than 20 kB with its links', (t) => {
  const members = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 60 })
  const long = fc.array(fc.string({ unit: 'binary', minLength: 200, maxLength: 3_000 }), { maxLength: 30 })
  fc.assert(
    fc.property(members, long, (some, texts) => {
      const json = bodyOf({ ...some, type: 'incident.opened', at: '2026-03-14T12:30:00.000Z', texts })
      const { type, timestamp, data } = JSON.parse(json)
      return (
        Buffer.byteLength(json) < 20_000 &&
        type === 'incident.opened' &&
        timestamp === '2026-03-14T12:30:00.000Z' &&
        data.links.unsubscribe.endsWith('/unsubscribe') &&
        data.id === openedMessage.id
      )
    }),
    { numRuns: 40 },
  )
  t.end()
})

t.test('a long story is cut and says so, its addresses are not', (t) => {
  const url = `https://status.lamplight.example/incidents/${'a'.repeat(1_500)}`
  const { data } = JSON.parse(
    bodyOf({ body: { en: '充'.repeat(30_000) }, url: { en: url }, phase: 'identified' }),
  )
  t.equal(data.truncated, true)
  t.match(data.body.en, /^充{999}…$/)
  t.equal(data.url.en, url)
  t.equal(data.phase, 'identified')
  t.end()
})

t.test('a digest of very many keeps the first of them', (t) => {
  const parts = Array.from({ length: 400 }, (_, index) => ({
    subjectId: index,
    title: { en: 'x'.repeat(200) },
  }))
  const { type, data } = JSON.parse(bodyOf({ type: 'digest', parts }, { ...openedMessage, kind: 'digest' }))
  t.equal(type, 'digest')
  t.equal(data.truncated, true)
  t.equal(data.parts[0].subjectId, 0)
  t.end()
})

t.test('a story that fits comes whole', (t) => {
  const { data } = JSON.parse(bodyOf({ body: 'x'.repeat(10_000) }))
  t.equal(data.body.length, 10_000)
  t.notOk('truncated' in data)
  t.end()
})

t.test('letters about the subscription say so, and what says no time is told at the time it is sent', (t) => {
  const { type, timestamp } = JSON.parse(bodyOf({ type: 'subscription.welcome' }))
  t.equal(type, 'subscription.welcome')
  t.equal(timestamp, new Date(SENT_AT).toISOString())
  t.end()
})
