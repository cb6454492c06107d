import { setTimeout as sleep } from 'node:timers/promises'

import t from 'tap'

import { DeliveryError } from '../../src/notify/transports/delivery-error.ts'
import { createWebhook } from '../../src/notify/transports/webhook.ts'
import type { Db } from '../../src/store/open.ts'
import { insertDelivery } from '../../src/store/notices/deliveries.ts'
import { insertNotice } from '../../src/store/notices/notices.ts'
import { eventually } from '../support/eventually.ts'
import { incidentNews } from '../support/notices.ts'
import { startReceiver } from '../support/receiver.ts'
import { recordingTransport } from '../support/recording-transport.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { notifying } from './notifying.ts'
import { testDeps } from './transports/test-deps.ts'

const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 24 * HOUR

const one = incidentNews({ subjectId: 'one' })
const two = incidentNews({ subjectId: 'two' })

/** Takes letters, but the first is answered with a wish to be left alone for so long. */
function resting(ms: number, kind: 'rate_limited' | 'transient' = 'rate_limited') {
  const email = recordingTransport(() => {
    if (email.tries.length === 1) throw new DeliveryError(kind, 'answered 429', { retryAfterMs: ms })
  })
  return email
}

/** Resolves when this delivery waits for an instant. */
function held(db: Db, num: number, until: number): Promise<unknown> {
  return eventually(`delivery ${num} held`, async () => {
    const row = await db.selectFrom('deliveries').selectAll().where('num', '=', num).executeTakeFirst()
    return row?.status === 'waiting' && row.due_at === until
  })
}

t.test('a receiver that asks for an hour is sent nothing within it, of whichever incident', async (t) => {
  const receiver = await startReceiver(t, (_request, before) =>
    before === 0 ? { status: 429, headers: { 'retry-after': '3600' } } : { status: 200 },
  )
  const { db, tell, start, pass, now, reach, sent } = await notifying(t)
  await addSubscriber(db, 'hook', { transport: 'webhook', address: receiver.url })
  const until = now() + HOUR
  await tell(one)
  const notifier = await start({ webhook: createWebhook(testDeps(t, receiver.port, { clock: now })) })
  await reach('waiting')
  pass(MINUTE)
  await tell(two)
  notifier.poke()
  await held(db, 2, until)
  pass(HOUR - MINUTE - 1)
  notifier.poke()
  await sleep(100)
  t.equal(receiver.received.length, 1, 'nothing until the hour is over')
  pass(1)
  notifier.poke()
  await sent(2)
  const [first, again, other, ...more] = receiver.received.map(({ headers }) => headers['webhook-id'])
  t.equal(again, first)
  t.not(other, first)
  t.strictSame(more, [], 'each of them once')
})

t.test('a newer word takes the place of one that waits for a receiver at rest', async (t) => {
  const { db, tell, start, pass, now, reach } = await notifying(t)
  await addSubscriber(db, 'alice')
  const email = resting(HOUR)
  const until = now() + HOUR
  await tell(one)
  const notifier = await start({ email })
  await reach('waiting')
  pass(MINUTE)
  await tell(two)
  notifier.poke()
  await held(db, 2, until)
  await tell({ ...two, moment: 'updated' })
  notifier.poke()
  await held(db, 3, until)
  pass(HOUR)
  notifier.poke()
  await reach('sent', 'superseded', 'sent')
  t.strictSame(
    email.taken.map(({ message }) => message.id),
    ['notice1', 'notice3'],
  )
})

t.test('another recipient of the same channel goes on', async (t) => {
  const { db, tell, start, now, reach } = await notifying(t)
  await addSubscriber(db, 'alice')
  await addSubscriber(db, 'bob')
  const email = recordingTransport(({ to }) => {
    if (to.subscriberId === 'alice')
      throw new DeliveryError('rate_limited', 'answered 429', { retryAfterMs: HOUR })
  })
  await tell(one)
  const notifier = await start({ email })
  await reach('waiting', 'sent')
  await tell(two)
  notifier.poke()
  await reach('waiting', 'sent', 'waiting', 'sent')
  await held(db, 3, now() + HOUR)
  t.equal(email.tries.filter(({ to }) => to.subscriberId === 'alice').length, 1)
})

t.test('a restart forgets nobody’s rest', async (t) => {
  const { db, tell, start, pass, now, reach } = await notifying(t)
  await addSubscriber(db, 'alice')
  const email = resting(HOUR)
  const until = now() + HOUR
  await tell(one)
  const before = await start({ email })
  await reach('waiting')
  await before.stop()
  pass(MINUTE)
  await tell(two)
  const after = await start({ email })
  await held(db, 2, until)
  t.equal(email.tries.length, 1)
  pass(HOUR)
  after.poke()
  await reach('sent', 'sent')
  t.equal(email.tries.length, 3)
})

t.test('a warning against frauds and a letter about the subscription wait as well', async (t) => {
  const { db, tell, start, pass, now, reach } = await notifying(t)
  const { num } = await addSubscriber(db, 'alice')
  const email = resting(HOUR, 'transient')
  const until = now() + HOUR
  await tell(one)
  const notifier = await start({ email })
  await reach('waiting')
  pass(MINUTE)
  await tell({
    subject: 'announcement',
    subjectId: 'warning',
    moment: 'posted',
    kind: 'security',
    title: { en: 'False calls' },
    body: { en: 'Hang up.' },
    componentIds: [],
  })
  notifier.poke()
  await held(db, 2, until)
  const known = await insertNotice(db, {
    id: 'known',
    at: now(),
    news: { subject: 'subscriber', subjectId: 'alice', moment: 'known' },
  })
  await insertDelivery(db, { noticeNum: known.num, subscriberNum: num, transport: 'email', now: now() })
  notifier.poke()
  await held(db, 3, until)
  t.equal(email.tries.length, 1)
  pass(HOUR)
  notifier.poke()
  await reach('sent', 'sent', 'sent')
})

t.test('a wait of our own choosing holds up no other letter', async (t) => {
  const { db, tell, start, reach } = await notifying(t)
  await addSubscriber(db, 'alice')
  const email = recordingTransport(() => {
    if (email.tries.length === 1) throw new DeliveryError('transient', '451 try again')
  })
  await tell(one)
  const notifier = await start({ email })
  await reach('waiting')
  await tell(two)
  notifier.poke()
  await reach('waiting', 'sent')
})

t.test('whoever asks for longer than a day is left alone for a day', async (t) => {
  const { db, tell, start, pass, now, reach } = await notifying(t)
  await addSubscriber(db, 'alice')
  const email = resting(10 * DAY)
  const until = now() + DAY
  await tell(one)
  const notifier = await start({ email })
  await reach('dead')
  pass(MINUTE)
  await tell(two)
  notifier.poke()
  await held(db, 2, until)
  pass(DAY)
  notifier.poke()
  await reach('dead', 'sent')
})

t.test('what an address asked for binds no address that took its place', async (t) => {
  const { db, tell, start, reach } = await notifying(t)
  await addSubscriber(db, 'alice')
  const email = recordingTransport(async () => {
    if (email.tries.length > 1) return
    await db.updateTable('subscribers').set({ address: 'alice@elsewhere.example' }).execute()
    throw new DeliveryError('rate_limited', 'answered 429', { retryAfterMs: HOUR })
  })
  await tell(one)
  const notifier = await start({ email })
  await reach('waiting')
  await tell(two)
  notifier.poke()
  await reach('waiting', 'sent')
})

t.test('however many are at rest, whoever comes after them is told at once', async (t) => {
  const { db, tell, start, now, sent } = await notifying(t)
  for (let index = 0; index < 400; index += 1)
    await addSubscriber(db, `resting${index}`, { restsUntil: now() + HOUR })
  await addSubscriber(db, 'bob')
  const email = recordingTransport()
  await tell()
  await start({ email })
  await sent(1)
  t.equal(email.taken[0]?.to.subscriberId, 'bob')
})
