import t from 'tap'

import { startReceiver } from './receiver.ts'

t.test('a receiver keeps what it is sent and answers as told', async (t) => {
  const { url, received } = await startReceiver(t, ({ body }, index) => ({
    status: 201,
    headers: { 'x-index': String(index) },
    body: body.toUpperCase(),
    delayMs: index * 10,
  }))
  await fetch(`${url}/first`)
  const second = await fetch(`${url}/second?of=2`, {
    method: 'POST',
    body: 'paid',
    headers: { 'x-key': 'k' },
  })

  t.equal(second.status, 201)
  t.equal(second.headers.get('x-index'), '1')
  t.equal(await second.text(), 'PAID')
  t.match(received, [
    { method: 'GET', url: '/first', body: '' },
    { method: 'POST', url: '/second?of=2', body: 'paid', headers: { 'x-key': 'k' }, at: Number },
  ])
})

t.test('a receiver told to reset breaks the connection off', async (t) => {
  const { url, received } = await startReceiver(t, () => ({ status: 200, reset: true }))
  await t.rejects(fetch(url))
  t.equal(received.length, 1)
})
