import t, { type Test } from 'tap'

import type { Operator } from '../../src/domain/operator.ts'
import { readOperators } from '../../src/notify/operators.ts'
import { DeliveryError } from '../../src/notify/transports/delivery-error.ts'
import { noteForOperators } from '../../src/record/notices/note-for-operators.ts'
import { syncOperators } from '../../src/record/notices/sync-operators.ts'
import { countSubscribers } from '../../src/store/count-subscribers.ts'
import type { Db } from '../../src/store/open.ts'
import { subscriberByAddress, subscribersAfter } from '../../src/store/subscribers.ts'
import { sampleMessages } from '../support/sample-letters.ts'
import { recordingTransport, type RecordingTransport } from '../support/recording-transport.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { eventually } from '../support/eventually.ts'
import { notifying } from './notifying.ts'

const DUTY: Operator = {
  transport: 'email',
  address: 'duty@example.com',
  locale: 'en',
  kinds: ['loss', 'feedback', 'reports'],
}
const DESK: Operator = { ...DUTY, address: 'desk@example.com', locale: 'zh-CN', kinds: ['feedback'] }

const LOSS = {
  kind: 'loss',
  ref: 'L7K2M9',
  title: { 'zh-CN': '有人丢了手机', en: 'Somebody lost a phone' },
  body: { 'zh-CN': '请马上核对并冻结。', en: 'Please check and freeze at once.' },
} as const
const WORD = { ...LOSS, kind: 'feedback', ref: 'F1' } as const

/** A notifier that tells these operators by mail, over a transport that writes down what it is handed. */
async function telling(t: Test, operators: readonly Operator[], email: RecordingTransport) {
  const { reachable } = readOperators(operators, { email })
  const notifier = await notifying(t, {
    messages: sampleMessages(),
    operators: new Map(reachable.map(({ name, recipient }) => [name, recipient])),
  })
  await syncOperators(notifier.db, reachable, notifier.now())
  return notifier
}

function note(db: Db, what: Parameters<typeof noteForOperators>[1], now: number): Promise<void> {
  return db.transaction().execute((tx) => noteForOperators(tx, what, now))
}

const addressesOf = ({ taken }: RecordingTransport): string[] => taken.map(({ to }) => to.address)

t.test('a lost wallet is told to operators, each in their language, and to no subscriber', async (t) => {
  const email = recordingTransport()
  const { db, start, sent, now } = await telling(t, [DUTY, { ...DUTY, ...DESK, kinds: ['loss'] }], email)
  await addSubscriber(db, 'everything')
  await addSubscriber(db, 'announcements', { topics: [{ kind: 'announcements', id: '' }] })
  await note(db, LOSS, now())
  await start({ email })
  await sent(2)
  t.strictSame(addressesOf(email).toSorted(), ['desk@example.com', 'duty@example.com'])
  const said = Object.fromEntries(email.taken.map(({ to, message }) => [to.address, message]))
  t.match(said['duty@example.com'], {
    kind: 'operators',
    title: /Lost wallet.*Somebody lost a phone.*L7K2M9/,
    facts: [{ lines: ['L7K2M9'] }, {}, { lines: ['wallet-status loss show L7K2M9'] }],
    data: { type: 'operators.loss', ref: 'L7K2M9' },
  })
  t.match(said['desk@example.com']?.title, /挂失.*有人丢了手机/)
  t.strictSame(
    email.taken.map(({ links }) => links),
    [{}, {}],
    'with no link that a subscriber would have',
  )
})

t.test('nothing that subscribers are told goes to operators', async (t) => {
  const email = recordingTransport()
  const { db, start, sent, tell } = await telling(t, [DUTY], email)
  await addSubscriber(db, 'everything')
  await tell()
  await start({ email })
  await sent(1)
  t.strictSame(addressesOf(email), ['everything@example.com'])
})

t.test('each operator is told only what the configuration says', async (t) => {
  const email = recordingTransport()
  const { db, start, sent, now } = await telling(t, [DUTY, DESK], email)
  await note(db, LOSS, now())
  await note(db, WORD, now())
  await start({ email })
  await sent(3)
  const told = email.taken.map(({ to, message }) => `${to.address} ${String(message.data['type'])}`)
  t.strictSame(told.toSorted(), [
    'desk@example.com operators.feedback',
    'duty@example.com operators.feedback',
    'duty@example.com operators.loss',
  ])
})

t.test(
  'a lost wallet waits neither for quiet hours nor for the hour, and goes before all else',
  async (t) => {
    const email = recordingTransport()
    const quiet = { from: 0, to: 1_439 }
    const { db, start, sent, now, pass, statuses } = await telling(t, [{ ...DUTY, quiet }], email)
    pass(4 * 3_600_000)
    await note(db, WORD, now())
    for (let index = 0; index < 20; index += 1) await note(db, { ...LOSS, ref: `L${index}` }, now())
    await start({ email })
    await sent(20)
    t.ok(email.taken.every(({ message }) => message.data['type'] === 'operators.loss'))
    t.equal((await statuses())[0], 'waiting', 'feedback waits')
  },
)

t.test('a letter that was begun at night does not keep a lost wallet waiting', async (t) => {
  let down = true
  const email = recordingTransport(({ message }) => {
    if (down && message.data['type'] === 'operators.feedback') throw new DeliveryError('transient', 'not now')
  })
  const { db, start, sent, now, pass } = await telling(
    t,
    [{ ...DUTY, quiet: { from: 12 * 60, to: 11 * 60 } }],
    email,
  )
  pass(Date.parse('2026-03-14T11:30:00+08:00') - now())
  await note(db, WORD, now())
  const notifier = await start({ email })
  await eventually('a try', () => Promise.resolve(email.tries.length > 0))
  pass(3_600_000)
  await note(db, LOSS, now())
  notifier.poke()
  await sent(1)
  t.match(email.taken[0]?.message.data, { type: 'operators.loss' })
  down = false
})

for (const reason of ['gone', 'blocked'] as const)
  t.test(`an address that is ${reason} is tried on: nobody would notice a paused operator`, async (t) => {
    let refuses = true
    const email = recordingTransport(() => {
      if (refuses) throw new DeliveryError(reason, 'answered 410')
    })
    const { db, start, sent, now, pass, reach } = await telling(t, [DUTY], email)
    await note(db, LOSS, now())
    const notifier = await start({ email })
    await eventually('a try', () => Promise.resolve(email.tries.length > 0))
    await reach('waiting')
    refuses = false
    pass(3_600_000)
    notifier.poke()
    await sent(1)
    t.equal(email.taken.length, 1)
  })

t.test('an operator whose receiver asks for rest is told of a lost wallet all the same', async (t) => {
  const email = recordingTransport(({ message }) => {
    if (message.data.type === 'operators.feedback')
      throw new DeliveryError('rate_limited', 'answered 429', { retryAfterMs: 3_600_000 })
  })
  const { db, start, sent, now, reach } = await telling(t, [DUTY], email)
  await note(db, WORD, now())
  const notifier = await start({ email })
  await reach('waiting')
  await note(db, LOSS, now())
  notifier.poke()
  await sent(1)
})

t.test('operators are no subscribers: not counted, not listed, not found by an address', async (t) => {
  const email = recordingTransport()
  const { db } = await telling(t, [DUTY], email)
  t.strictSame(await countSubscribers(db), [])
  t.strictSame(await subscribersAfter(db, { afterNum: 0, limit: 10 }), [])
  t.equal(await subscriberByAddress(db, DUTY), undefined)
  const rows = await db.selectFrom('subscribers').select(['address', 'settings_json']).execute()
  t.notMatch(JSON.stringify(rows), /duty/, 'and the database does not know where they are')
})

t.test('who is an operator and a subscriber at the same address is both', async (t) => {
  const email = recordingTransport()
  const { db, start, sent, tell, now } = await telling(t, [DUTY], email)
  await addSubscriber(db, 'duty')
  await tell()
  await note(db, LOSS, now())
  await start({ email })
  await sent(2)
  t.strictSame(addressesOf(email), ['duty@example.com', 'duty@example.com'])
})

t.test(
  'what the configuration does not name any more is told nothing, and what it changed counts',
  async (t) => {
    const email = recordingTransport()
    const { db, start, sent, now } = await telling(t, [DUTY, DESK], email)
    await note(db, WORD, now())
    const { reachable } = readOperators([{ ...DUTY, kinds: ['loss'] }], { email })
    await syncOperators(db, reachable, now())
    await note(db, LOSS, now())
    await start({ email })
    await sent(1)
    t.strictSame(addressesOf(email), ['duty@example.com'])
    t.match(email.taken[0]?.message.data, { type: 'operators.loss' })
  },
)

t.test('an operator whose transport is not set up is named, without the address', (t) => {
  const { reachable, unreachable } = readOperators([DUTY], {})
  t.strictSame(reachable, [])
  t.strictSame(unreachable, [{ transport: 'email', problem: 'transport' }])
  t.end()
})
