import t, { type Test } from 'tap'

import type { NewNotice } from '../../src/domain/notice.ts'
import { fanOut } from '../../src/notify/fan-out.ts'
import { insertNotice } from '../../src/store/notices.ts'
import type { Db } from '../../src/store/open.ts'
import type { StoredSubscriber } from '../../src/store/subscribers.ts'
import { TEN, WALLET } from '../record/story.ts'
import { incidentNews } from '../support/notices.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { openTestStore } from '../support/store.ts'

const MINUTE = 60_000

async function open(t: Test) {
  const { db } = await openTestStore(t)
  let at = TEN
  let notices = 0
  return {
    db,
    add: (name: string, more: Partial<StoredSubscriber> = {}) => addSubscriber(db, name, more),
    tell: (news: NewNotice['news'] = incidentNews()) => {
      notices += 1
      return insertNotice(db, { id: `notice${notices}`, at, news })
    },
    at: (moment: number) => {
      at = moment
    },
    walk: (stopped: () => boolean = () => false) =>
      fanOut(
        { db, components: WALLET.components, zone: 'Asia/Shanghai', clock: () => at },
        { stopped, onStep: () => undefined },
      ),
  }
}

async function deliveries(db: Db) {
  return db
    .selectFrom('deliveries')
    .innerJoin('subscribers', 'subscribers.num', 'deliveries.subscriber')
    .innerJoin('notices', 'notices.num', 'deliveries.notice')
    .select(['subscribers.id as to', 'notices.id as of', 'deliveries.status', 'due_at as dueAt'])
    .orderBy('deliveries.num')
    .execute()
}

t.test('everybody who follows what a notice is about gets one delivery of it', async (t) => {
  const { db, add, tell, walk } = await open(t)
  await add('all')
  await add('bank', { topics: [{ kind: 'component', id: 'bank-1' }] })
  await add('other', { topics: [{ kind: 'component', id: 'bank-2' }] })
  await add('this', { topics: [{ kind: 'incident', id: 'incident0001' }] })
  await add('work', { topics: [{ kind: 'maintenance', id: '' }] })
  await add('twice', {
    topics: [
      { kind: 'component', id: 'bank-1' },
      { kind: 'everything', id: '' },
    ],
  })
  await tell()
  await walk()
  t.strictSame(
    (await deliveries(db)).map(({ to }) => to),
    ['all', 'bank', 'this', 'twice'],
  )
})

t.test('nobody is told who has not confirmed, has paused, or confirmed only after it happened', async (t) => {
  const { db, add, tell, walk } = await open(t)
  await add('pending', { status: 'pending' })
  await add('paused', { status: 'paused' })
  await add('later', { confirmedAt: TEN + 1 })
  await tell()
  await walk()
  t.strictSame(await deliveries(db), [])
})

t.test('walking stops anywhere and goes on there, and walking again makes nothing twice', async (t) => {
  const { db, add, tell, walk } = await open(t)
  for (let index = 0; index < 1_200; index += 1) await add(`s${index}`)
  await tell()
  let asked = 0
  await walk(() => (asked += 1) > 1)
  const some = (await deliveries(db)).length
  t.ok(some > 0 && some < 1_200, `${some} so far`)
  await walk()
  await db.updateTable('notices').set({ walked_to: 0 }).execute()
  await walk()
  const all = await deliveries(db)
  t.equal(all.length, 1_200)
  t.equal(new Set(all.map(({ to }) => to)).size, 1_200)
})

t.test('long holes among the subscribers’ numbers are jumped over', async (t) => {
  const { db, add, tell, walk } = await open(t)
  await add('first')
  const { num } = await add('last')
  await db.deleteFrom('subscriptions').where('subscriber', '=', num).execute()
  await db.updateTable('subscribers').set({ num: 50_000_000 }).where('num', '=', num).execute()
  await db
    .insertInto('subscriptions')
    .values({ subscriber: 50_000_000, topic: 'everything', topic_id: '' })
    .execute()
  await tell()
  let steps = 0
  await walk(() => (steps += 1) > 100)
  t.strictSame(
    (await deliveries(db)).map(({ to }) => to),
    ['first', 'last'],
  )
})

t.test('a newer word replaces an older one of the same incident that is still waiting', async (t) => {
  const { db, add, tell, walk } = await open(t)
  await add('all')
  await add('turns', { detail: 'start_and_end' })
  await tell()
  await walk()
  await tell(incidentNews({ moment: 'updated' }))
  await tell(incidentNews({ subjectId: 'another00001' }))
  await walk()
  t.match(await deliveries(db), [
    { to: 'all', of: 'notice1', status: 'superseded' },
    { to: 'turns', of: 'notice1', status: 'waiting' },
    { to: 'all', of: 'notice2', status: 'waiting' },
    { to: 'all', of: 'notice3', status: 'waiting' },
    { to: 'turns', of: 'notice3', status: 'waiting' },
  ])
})

t.test('what is on its way or was sent is not replaced', async (t) => {
  const { db, add, tell, walk } = await open(t)
  await add('sending')
  await add('sent')
  await tell()
  await walk()
  await db.updateTable('deliveries').set({ status: 'sending' }).where('subscriber', '=', 1).execute()
  await db.updateTable('deliveries').set({ status: 'sent' }).where('subscriber', '=', 2).execute()
  await tell(incidentNews({ moment: 'updated' }))
  await walk()
  t.match(await deliveries(db), [
    { of: 'notice1', status: 'sending' },
    { of: 'notice1', status: 'sent' },
    { of: 'notice2', status: 'waiting' },
    { of: 'notice2', status: 'waiting' },
  ])
})

t.test('who asked to be told once hears nothing before it works again', async (t) => {
  const { db, add, tell, walk } = await open(t)
  await add('once', { once: true })
  await tell()
  await tell(incidentNews({ moment: 'updated' }))
  await walk()
  t.strictSame(await deliveries(db), [])
  await tell(incidentNews({ moment: 'recovering' }))
  await walk()
  t.match(await deliveries(db), [{ to: 'once', of: 'notice3', status: 'waiting' }])
})

t.test(
  'quiet hours put a notice off until they are over, over midnight too, by the page’s clocks',
  async (t) => {
    const { db, add, tell, walk, at } = await open(t)
    await add('night', { quiet: { from: 22 * 60, to: 8 * 60 } })
    await add('noon', { quiet: { from: 12 * 60, to: 14 * 60 } })
    await add('never', { quiet: { from: 600, to: 600 } })
    const cases = [
      ['2026-03-14T23:30:00+08:00', [8.5 * 60, 0, 0]],
      ['2026-03-15T07:59:00+08:00', [1, 0, 0]],
      ['2026-03-15T08:00:00+08:00', [0, 0, 0]],
      ['2026-03-15T12:00:00+08:00', [0, 120, 0]],
      ['2026-03-15T21:59:00+08:00', [0, 0, 0]],
    ] as const
    for (const [moment, waits] of cases) {
      const now = Date.parse(moment)
      at(now)
      await tell()
      await db.deleteFrom('deliveries').execute()
      await walk()
      t.strictSame(
        (await deliveries(db)).map(({ dueAt }) => (dueAt - now) / MINUTE),
        waits,
        moment,
      )
    }
  },
)

t.test('a security notice waits for nobody’s quiet hours', async (t) => {
  const { db, add, tell, walk, at } = await open(t)
  const night = Date.parse('2026-03-14T23:30:00+08:00')
  at(night)
  await add('night', { quiet: { from: 22 * 60, to: 8 * 60 } })
  await tell({
    subject: 'announcement',
    subjectId: 'scam',
    moment: 'posted',
    kind: 'security',
    title: {},
    body: {},
    componentIds: [],
  })
  await walk()
  t.match(await deliveries(db), [{ dueAt: night }])
})
