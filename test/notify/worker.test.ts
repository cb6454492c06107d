import { setTimeout as sleep } from 'node:timers/promises'

import t from 'tap'

import { DeliveryError } from '../../src/notify/transports/delivery-error.ts'
import { deadDeliveries, replayDead } from '../../src/store/notices/dead-letters.ts'
import { eventually } from '../support/eventually.ts'
import { incidentNews } from '../support/notices.ts'
import { recordingTransport } from '../support/recording-transport.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { WALLET } from '../record/story.ts'
import { notifying } from './notifying.ts'

const HOUR = 3_600_000

t.test('a notice reaches everybody once, each with links of their own', async (t) => {
  const { db, tell, start, sent } = await notifying(t)
  for (let index = 0; index < 30; index += 1) await addSubscriber(db, `s${index}`)
  const email = recordingTransport()
  await tell()
  await start({ email })
  await sent(30)
  t.equal(new Set(email.taken.map(({ to }) => to.subscriberId)).size, 30)
  t.equal(new Set(email.taken.map(({ links }) => links.manage)).size, 30)
  t.equal(new Set(email.taken.map(({ message }) => message)).size, 1, 'the words were made once')
  t.ok(email.taken.every(({ links }) => links.confirm === undefined))
})

t.test('what fails for now is tried again later with the same key', async (t) => {
  const { db, tell, start, pass, reach } = await notifying(t)
  await addSubscriber(db, 'alice')
  let failed = false
  const email = recordingTransport(() => {
    if (failed) return
    failed = true
    throw new DeliveryError('transient', '451 try again')
  })
  await tell()
  const notifier = await start({ email })
  await reach('waiting')
  t.equal(email.tries.length, 1)
  pass(20_000)
  notifier.poke()
  await reach('sent')
  t.equal(new Set(email.tries.map(({ key }) => key)).size, 1)
})

t.test('after a day of failing it is a dead letter, which can be replayed as the same letter', async (t) => {
  const { db, tell, start, pass, now, reach } = await notifying(t)
  await addSubscriber(db, 'alice')
  let away = true
  const email = recordingTransport(() => {
    if (away) throw new DeliveryError('transient', '451 try again')
  })
  await tell()
  const notifier = await start({ email })
  await reach('waiting')
  pass(24 * HOUR)
  notifier.poke()
  await reach('dead')
  t.match(await deadDeliveries(db, { limit: 9 }), [
    { noticeId: 'notice1', subscriberId: 'alice', attempts: 2, error: 'transient: 451 try again' },
  ])
  away = false
  await replayDead(db, { now: now() })
  notifier.poke()
  await reach('sent')
  t.equal(new Set(email.tries.map(({ key }) => key)).size, 1)
})

t.test('what fails on its way while newer word of the same is written is not tried again', async (t) => {
  const { db, tell, start, pass, reach } = await notifying(t)
  await addSubscriber(db, 'alice')
  const { promise: written, resolve: newerIsWritten } = Promise.withResolvers<void>()
  const email = recordingTransport(async () => {
    if (email.tries.length > 1) return
    await written
    throw new DeliveryError('transient', '451 try again')
  })
  await tell()
  const notifier = await start({ email })
  await reach('sending')
  await tell(incidentNews({ moment: 'updated' }))
  notifier.poke()
  await reach('sending', 'waiting')
  newerIsWritten()
  await reach('waiting', 'sent')
  pass(20_000)
  notifier.poke()
  await reach('superseded', 'sent')
  t.equal(email.taken.length, 1)
})

t.test('a letter that is refused for good at the first try was tried once', async (t) => {
  const { db, tell, start, reach } = await notifying(t)
  await addSubscriber(db, 'alice')
  const email = recordingTransport(() => {
    throw new DeliveryError('refused', '552 too large')
  })
  await tell()
  await start({ email })
  await reach('dead')
  t.match(await deadDeliveries(db, { limit: 9 }), [{ attempts: 1, error: 'refused: 552 too large' }])
})

t.test('a recipient that is gone or turns us away pauses the subscription with its reason', async (t) => {
  const { db, tell, start, reach } = await notifying(t)
  const reasons = ['gone', 'blocked'] as const
  for (const reason of reasons) await addSubscriber(db, reason)
  const email = recordingTransport(({ to }) => {
    for (const reason of reasons) if (to.subscriberId === reason) throw new DeliveryError(reason, 'for good')
  })
  await tell()
  await start({ email })
  await reach('dead', 'dead')
  t.match(await db.selectFrom('subscribers').select(['id', 'status', 'paused_because']).execute(), [
    { id: 'gone', status: 'paused', paused_because: 'gone' },
    { id: 'blocked', status: 'paused', paused_because: 'blocked' },
  ])
})

t.test('who was told once is forgotten with everything about them', async (t) => {
  const { db, tell, start } = await notifying(t)
  await addSubscriber(db, 'once', { once: true })
  const email = recordingTransport()
  await tell(incidentNews({ moment: 'recovering' }))
  await start({ email })
  await eventually(
    'nobody left',
    async () => (await db.selectFrom('subscribers').selectAll().execute()).length === 0,
  )
  t.equal(email.taken.length, 1)
  t.strictSame(await db.selectFrom('subscriptions').selectAll().execute(), [])
  t.strictSame(await db.selectFrom('deliveries').selectAll().execute(), [])
})

t.test('a transport that is down holds up no other, and nobody’s tries are counted', async (t) => {
  const { db, tell, start, pass, lines, reach } = await notifying(t)
  for (const name of ['a', 'b', 'c']) await addSubscriber(db, name)
  await addSubscriber(db, 'hook', { transport: 'webhook', address: 'https://hook.example' })
  let down = true
  const email = recordingTransport(() => {
    if (down) throw new DeliveryError('transport_down', 'connection refused')
  })
  const webhook = recordingTransport()
  await tell()
  const notifier = await start({ email, webhook })
  await eventually('the webhook', () => webhook.taken.length === 1)
  await reach('waiting', 'waiting', 'waiting', 'sent')
  await eventually('more tries', () => {
    pass(60_000)
    notifier.poke()
    return email.tries.length > 4
  })
  t.equal(lines.filter(({ msg }) => msg === 'Notices do not get through.').length, 1, 'said once')
  const attempts = await db.selectFrom('deliveries').select('attempts').execute()
  t.ok(attempts.every((row) => row.attempts === 0))
  down = false
  pass(60_000)
  await reach('sent', 'sent', 'sent', 'sent')
})

t.test('several notices that are due together come as one letter, the same at every try', async (t) => {
  const { db, tell, start, pass, reach } = await notifying(t)
  await addSubscriber(db, 'alice')
  let fail = true
  const email = recordingTransport(() => {
    if (fail) throw new DeliveryError('transient', 'not now')
  })
  await tell(incidentNews({ subjectId: 'one' }))
  await tell(incidentNews({ subjectId: 'two' }))
  await addWhole(db)
  const notifier = await start({ email })
  await eventually('a try', () => email.tries.length > 0)
  await reach('waiting', 'waiting')
  t.equal(email.tries.length, 1)
  t.equal(email.tries[0]?.message.lead, 'notice1 notice2')
  await tell(incidentNews({ subjectId: 'three' }))
  fail = false
  pass(30_000)
  notifier.poke()
  await reach('sent', 'sent', 'sent')
  t.equal(email.tries.filter(({ key }) => key === email.tries[0]?.key).length, 2, 'the digest again')
  t.ok(
    email.taken.some(({ message }) => message.id === 'notice3'),
    'what came later is no part of it',
  )

  /** Both are fanned out before anything is claimed. */
  async function addWhole(of: typeof db): Promise<void> {
    const { fanOut } = await import('../../src/notify/fan-out.ts')
    await fanOut(
      { db: of, components: WALLET.components, clock: () => 1_000_000 },
      { stopped: () => false, onStep: () => undefined },
    )
  }
})

t.test('beyond so many an hour the rest waits and comes as one', async (t) => {
  const { db, tell, start, pass } = await notifying(t, { perHour: 2 })
  await addSubscriber(db, 'alice')
  const email = recordingTransport()
  const notifier = await start({ email })
  for (const [index, subjectId] of ['one', 'two', 'three', 'four'].entries()) {
    await tell(incidentNews({ subjectId }))
    notifier.poke()
    if (index < 2) await eventually('a letter', () => email.taken.length === index + 1)
    pass(1_000)
  }
  await sleep(200)
  t.equal(email.taken.length, 2)
  pass(HOUR)
  notifier.poke()
  await eventually('the rest', () => email.taken.length === 3)
  t.equal(email.taken[2]?.message.lead, 'notice3 notice4')
})

t.test('no more letters are on their way at a time than the transport bears', async (t) => {
  const { db, tell, start, sent } = await notifying(t)
  for (let index = 0; index < 20; index += 1) await addSubscriber(db, `s${index}`)
  let underWay = 0
  let most = 0
  const email = recordingTransport(
    async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await sleep(10)
      underWay -= 1
    },
    { concurrency: 3 },
  )
  await tell()
  await start({ email })
  await sent(20)
  t.equal(most, 3)
})

t.test('stopping lets what is on its way arrive and gives the rest back', async (t) => {
  const { db, tell, start, statuses, sent } = await notifying(t)
  for (let index = 0; index < 20; index += 1) await addSubscriber(db, `s${index}`)
  const email = recordingTransport(() => sleep(100).then(() => undefined), { concurrency: 2 })
  await tell()
  const notifier = await start({ email })
  await eventually('a try', () => email.tries.length > 0)
  await notifier.stop()
  const after = await statuses()
  t.notOk(after.includes('sending'))
  t.equal(after.filter((one) => one === 'sent').length, email.taken.length)
  await start({ email })
  await sent(20)
  t.equal(email.tries.length, 20, 'nobody twice')
})

t.test('a letter that hangs is given up at its time and tried again', async (t) => {
  const { db, tell, start, pass, reach } = await notifying(t)
  await addSubscriber(db, 'alice')
  let hang = true
  const email = recordingTransport(
    (_letter, signal) =>
      new Promise((resolve, reject) => {
        if (!hang) resolve()
        signal.addEventListener('abort', () => reject(new DeliveryError('transient', 'timed out')))
      }),
    { timeoutMs: 50 },
  )
  await tell()
  const notifier = await start({ email })
  await reach('waiting')
  t.equal(email.tries.length, 1)
  hang = false
  pass(20_000)
  notifier.poke()
  await reach('sent')
})

t.test('a mistake of ours in one letter is loud in the log and stops no other', async (t) => {
  const { db, tell, start, logText, reach } = await notifying(t)
  await addSubscriber(db, 'bad')
  await addSubscriber(db, 'good')
  const email = recordingTransport(({ to }) => {
    if (to.subscriberId === 'bad') throw new TypeError('no such thing')
  })
  await tell()
  await start({ email })
  await reach('waiting', 'sent')
  t.match(logText(), /no such thing/)
})

t.test('nobody gets a newer word before an older one that is on its way', async (t) => {
  const { db, tell, start, sent } = await notifying(t)
  await addSubscriber(db, 'alice')
  const email = recordingTransport(({ message }) =>
    sleep(message.id === 'notice1' ? 150 : 0).then(() => undefined),
  )
  await tell()
  const notifier = await start({ email })
  await eventually('the first try', () => email.tries.length === 1)
  await tell(incidentNews({ moment: 'updated' }))
  notifier.poke()
  await sent(2)
  t.strictSame(
    email.taken.map(({ message }) => message.id),
    ['notice1', 'notice2'],
  )
})
