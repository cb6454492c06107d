import t from 'tap'

import { createTransports } from '../../../src/notify/transports/transports.ts'
import { startReceiver } from '../../support/receiver.ts'
import { end } from './contract.ts'
import { letterTo, NOW } from './plain-letter.ts'
import { answeringOutbound, realOutbound } from './outbounds.ts'
import { telegramSubject, testDeps } from './subjects.ts'

const never = new AbortController().signal
const MOVED = JSON.stringify({
  ok: false,
  error_code: 400,
  description: 'Bad Request: group chat was upgraded to a supergroup chat',
  parameters: { migrate_to_chat_id: -1009876543210 },
})

t.test('a group that moved is written to where it is now', async (t) => {
  const { url, received } = await startReceiver(t, (_request, index) =>
    index === 0 ? { status: 400, body: MOVED } : { status: 200, body: '{"ok":true}' },
  )
  const { transport, to } = telegramSubject.make(url, realOutbound(t, url))
  t.strictSame(await transport.deliver(letterTo(to), never), {})
  const chats = received.map(({ body }) => JSON.parse(body).chat_id)
  t.strictSame(chats, [to.address, '-1009876543210'])
})

t.test('a group that says it moved twice is not followed any further', async (t) => {
  const { url, received } = await startReceiver(t, () => ({ status: 400, body: MOVED }))
  const { transport, to } = telegramSubject.make(url, realOutbound(t, url))
  t.strictSame(await end(transport.deliver(letterTo(to), never)), { kind: 'gone' })
  t.equal(received.length, 2)
})

t.test('without a bot or a gateway neither is offered', (t) => {
  const deps = testDeps(
    'http://127.0.0.1:9',
    answeringOutbound(() => ({ status: 200 })),
    () => NOW,
  )
  const { publicUrl, outbound } = deps.settings
  const offered = createTransports({ ...deps, settings: { publicUrl, outbound } })
  t.notOk('telegram' in offered || 'sms' in offered)
  t.ok('dingtalk' in offered)
  t.end()
})
