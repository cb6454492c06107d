import t, { type Test } from 'tap'

import { insertDelivery, sentSince, sweepDeliveries } from '../../src/store/notices/deliveries.ts'
import {
  claimDeliveries,
  dueDeliveries,
  dueSubscribers,
  releaseLeases,
} from '../../src/store/notices/due-deliveries.ts'
import { settleDeliveries } from '../../src/store/notices/settle-deliveries.ts'
import { replayDead } from '../../src/store/notices/dead-letters.ts'
import { insertNotice } from '../../src/store/notices/notices.ts'
import { deleteSubscribers, subscribersAfter, updateSubscriber } from '../../src/store/subscribers.ts'
import { incidentNews } from '../support/notices.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { openTestStore } from '../support/store.ts'

/** One notice of `at` 100, due to each of these. */
async function open(t: Test, names: readonly string[] = ['alice']) {
  const { db } = await openTestStore(t)
  const notice = await insertNotice(db, { id: 'notice1', at: 100, news: incidentNews() })
  for (const name of names) {
    const { num } = await addSubscriber(db, name)
    await insertDelivery(db, { noticeNum: notice.num, subscriberNum: num, transport: 'email', now: 100 })
  }
  const due = async (now: number) =>
    dueDeliveries(db, {
      subscribers: await dueSubscribers(db, { transport: 'email', now, limit: 10 }),
      now,
    })
  return { db, notice, due }
}

t.test('what is due is found by its transport and its time', async (t) => {
  const { db, due } = await open(t)
  t.strictSame(await due(99), [])
  t.equal((await due(100)).length, 1)
  t.strictSame(await dueSubscribers(db, { transport: 'webhook', now: 100, limit: 10 }), [])
})

t.test('what is due to addresses at a busy origin is looked past, and no other', async (t) => {
  const { db, notice } = await open(t, [])
  const origins = ['https://a.example', 'https://a.example:8443', 'https://a.example.org', 'http://a.example']
  for (const origin of origins) {
    const address = `${origin}/`
    const { num } = await addSubscriber(db, address, { transport: 'webhook', address })
    await insertDelivery(db, { noticeNum: notice.num, subscriberNum: num, transport: 'webhook', now: 100 })
  }
  const due = (busy: readonly string[]) =>
    dueSubscribers(db, { transport: 'webhook', now: 100, limit: 10, busy })
  t.strictSame(await due([]), [1, 2, 3, 4])
  t.strictSame(await due(['https://a.example']), [2, 3, 4])
  t.strictSame(await due(['https://a.example', 'http://a.example']), [2, 3])
})

t.test(
  'what is claimed is nobody else’s until its lease runs out, and is the same letter then',
  async (t) => {
    const { db, due } = await open(t)
    await claimDeliveries(db, new Map([['letter', [1]]]), { owner: 'here', until: 200 })
    t.strictSame(await due(150), [])
    t.equal(await releaseLeases(db, { owner: 'there', began: false, now: 199 }), 0)
    t.equal(await releaseLeases(db, { owner: 'there', began: false, now: 200 }), 1)
    t.match(await due(200), [{ letter: 'letter' }])
  },
)

t.test('an owner that begins anew has its own leases back at once, and nobody else’s', async (t) => {
  const { db } = await open(t, ['alice', 'bob'])
  await claimDeliveries(db, new Map([['letter', [1]]]), { owner: 'here', until: 200 })
  await claimDeliveries(db, new Map([['letter', [2]]]), { owner: 'there', until: 200 })
  t.equal(await releaseLeases(db, { owner: 'here', began: true, now: 150 }), 1)
})

t.test('letters of the last while are counted as letters, not as deliveries', async (t) => {
  const { db } = await open(t)
  const other = await insertNotice(db, { id: 'notice2', at: 100, news: incidentNews() })
  await insertDelivery(db, { noticeNum: other.num, subscriberNum: 1, transport: 'email', now: 100 })
  await claimDeliveries(db, new Map([['digest', [1, 2]]]), { owner: 'here', until: 200 })
  await settleDeliveries(db, [{ kind: 'sent', nums: [1, 2] }], 300)
  t.strictSame(await sentSince(db, { subscribers: [1], sinceAt: 299 }), new Map([[1, [300]]]))
  t.strictSame(await sentSince(db, { subscribers: [1], sinceAt: 300 }), new Map())
})

t.test('only the dead are replayed, of one notice or of all', async (t) => {
  const { db, due } = await open(t, ['alice', 'bob'])
  await settleDeliveries(db, [{ kind: 'dead', nums: [1], counts: true, error: 'gone' }], 300)
  await settleDeliveries(db, [{ kind: 'sent', nums: [2] }], 300)
  t.equal(await replayDead(db, { noticeId: 'another', now: 400 }), 0)
  t.equal(await replayDead(db, { noticeId: 'notice1', now: 400 }), 1)
  t.match(await due(400), [{ num: 1, attempts: 0 }])
})

t.test('who was sent what is forgotten after its time; what is still to go out is kept', async (t) => {
  const { db } = await open(t, ['alice', 'bob', 'carol'])
  await settleDeliveries(db, [{ kind: 'dead', nums: [1], counts: true, error: 'gone' }], 300)
  await settleDeliveries(db, [{ kind: 'sent', nums: [2] }], 300)
  t.equal(await sweepDeliveries(db, { before: 100, limit: 10 }), 0)
  t.equal(await sweepDeliveries(db, { before: 101, limit: 10 }), 2)
  t.strictSame(await db.selectFrom('deliveries').select('num').execute(), [{ num: 3 }])
})

t.test('a subscriber who is deleted leaves nothing behind', async (t) => {
  const { db } = await open(t, ['alice', 'bob'])
  await insertNotice(db, {
    id: 'ask',
    at: 100,
    news: { subject: 'subscriber', subjectId: 'alice', moment: 'confirm' },
  })
  await deleteSubscribers(db, [1])
  t.match(await db.selectFrom('deliveries').select('subscriber').execute(), [{ subscriber: 2 }])
  t.match(await db.selectFrom('subscriptions').select('subscriber').execute(), [{ subscriber: 2 }])
  t.match(await db.selectFrom('notices').select('id').execute(), [{ id: 'notice1' }])
})

t.test('a subscriber is stored whole, changed whole, and read as it was stored', async (t) => {
  const { db } = await openTestStore(t)
  const stored = await addSubscriber(db, 'alice', {
    settings: { secret: 'x' },
    quiet: { from: 1_320, to: 480 },
    consent: { text: '1', at: 5 },
    restsUntil: 7,
    topics: [
      { kind: 'component', id: 'bank-1' },
      { kind: 'maintenance', id: '' },
    ],
  })
  t.strictSame(await subscribersAfter(db, { afterNum: 0, limit: 9 }), [stored])
  const { quiet: _, consent: __, ...rest } = stored
  const changed = {
    ...rest,
    topics: [],
    locale: 'zh-CN',
    pausedBecause: 'themselves',
    status: 'paused',
  } as const
  await updateSubscriber(db, changed)
  t.strictSame(await subscribersAfter(db, { afterNum: 0, limit: 9 }), [changed])
})

t.test('an owner’s own leases never run out while it lives', async (t) => {
  const { db } = await open(t)
  await claimDeliveries(db, new Map([['letter', [1]]]), { owner: 'here', until: 200 })
  t.equal(await releaseLeases(db, { owner: 'here', began: false, now: 999 }), 0)
})

t.test('what is held begins its day when it may go, unless it was tried before', async (t) => {
  const { db, due } = await open(t, ['alice', 'bob'])
  await settleDeliveries(db, [{ kind: 'again', nums: [2], dueAt: 150, counts: true, error: 'not now' }], 120)
  await settleDeliveries(db, [{ kind: 'hold', nums: [1, 2], dueAt: 500 }], 160)
  t.strictSame(await due(499), [])
  t.match(await due(500), [{ createdAt: 500 }, { createdAt: 100, attempts: 1 }])
})

t.test('a number is never given out twice, so that nobody answers for somebody who left', async (t) => {
  const { db } = await open(t)
  const { num } = await addSubscriber(db, 'bob')
  await deleteSubscribers(db, [num])
  t.ok((await addSubscriber(db, 'carol')).num > num)
})
