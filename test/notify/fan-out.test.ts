import t, { type Test } from 'tap'

import type { NewNotice } from '../../src/domain/notice.ts'
import { fanOut } from '../../src/notify/fan-out.ts'
import { insertNotice } from '../../src/store/notices/notices.ts'
import type { Db } from '../../src/store/open.ts'
import type { StoredSubscriber } from '../../src/store/subscriber-row.ts'
import { TEN, WALLET } from '../record/story.ts'
import { incidentNews } from '../support/notices.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { openTestStore } from '../support/store.ts'

async function open(t: Test) {
  const { db } = await openTestStore(t)
  const at = TEN
  let notices = 0
  return {
    db,
    add: (name: string, more: Partial<StoredSubscriber> = {}) => addSubscriber(db, name, more),
    tell: (news: NewNotice['news'] = incidentNews()) => {
      notices += 1
      return insertNotice(db, { id: `notice${notices}`, at, news })
    },
    walk: (stopped: () => boolean = () => false) =>
      fanOut({ db, components: WALLET.components, clock: () => at }, { stopped, onStep: () => undefined }),
  }
}

async function deliveries(db: Db) {
  return db
    .selectFrom('deliveries')
    .innerJoin('subscribers', 'subscribers.num', 'deliveries.subscriber')
    .innerJoin('notices', 'notices.num', 'deliveries.notice')
    .select(['subscribers.id as to', 'notices.id as of', 'deliveries.status'])
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

t.test('who wants the turns only is told when what they follow joins an incident', async (t) => {
  const { db, add, tell, walk } = await open(t)
  for (const id of ['bank-1', 'bank-2'])
    await add(id, { detail: 'start_and_end', topics: [{ kind: 'component', id }] })
  const banks = ['bank-1', 'bank-2'].map((componentId) => ({ componentId, worst: 'major_outage' }) as const)
  await tell(incidentNews({ moment: 'updated', components: banks, joined: ['bank-2'] }))
  await walk()
  t.strictSame(
    (await deliveries(db)).map(({ to }) => to),
    ['bank-2'],
  )
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
