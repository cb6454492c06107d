import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

import t from 'tap'

import { createLog } from '../../src/lib/log.ts'
import { startCallCentre } from '../../src/sandbox/call-centre.ts'
import { portOf } from '../../src/sandbox/port-of.ts'

const MORNING = Date.parse('2026-03-11T01:30:00Z')

t.test('the pretend call centre proves itself and tells a longer queue in trouble', async (t) => {
  const told: { authorization: string | undefined; body: string }[] = []
  const { promise: twice, resolve } = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      told.push({ authorization: request.headers.authorization, body })
      response.writeHead(200).end('{}')
      if (told.length === 2) resolve()
      return body
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const centre = await startCallCentre({
    url: `http://127.0.0.1:${portOf(server)}/api/v1/signals`,
    token: 'secret',
    contactId: 'hotline',
    troubled: () => told.length > 0,
    everyMs: 1,
    clock: () => MORNING,
    log: createLog('silent'),
  })
  t.teardown(() => centre.stop())
  await twice
  const [calm, troubled] = told
  t.equal(calm?.authorization, 'Bearer secret')
  t.match(JSON.parse(calm?.body ?? ''), {
    kind: 'hotline',
    queues: [{ contactId: 'hotline', at: '2026-03-11T01:30:00.000Z' }],
  })
  const waiting = (one: (typeof told)[number] | undefined) =>
    Number(/"waiting":(\d+)/.exec(one?.body ?? '')?.[1])
  t.ok(waiting(troubled) > waiting(calm))
})
