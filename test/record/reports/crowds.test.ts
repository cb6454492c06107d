import t from 'tap'

import { raisePeak } from '../../../src/store/reports/hours.ts'
import { writeSetting } from '../../../src/store/settings.ts'
import { HOUR, MINUTE, TEN } from '../story.ts'
import { heldBytes } from '../../support/heap.ts'
import { openTestStoreFile } from '../../support/store.ts'
import { listen, unlike } from './hearing.ts'

const DAY = 24 * HOUR

t.test('300 people of 300 unlike networks are more than usual', async (t) => {
  const { post, work, episodes, drafts } = await listen(t)
  for (let index = 0; index < 300; index += 1) post(unlike(index))
  t.ok(await work(), 'the public sees it')
  t.match(await episodes(), [{ componentId: 'pay' }])
  t.equal((await drafts()).length, 1)
})

t.test('100,000 reports in a minute from three addresses move nothing and take no room', async (t) => {
  const { post, wait, work, episodes, drafts, marks } = await listen(t)
  const before = heldBytes()
  for (let index = 0; index < 100_000; index += 1) {
    post(`203.0.113.${index % 3}`)
    if (index % 10_000 === 0) await wait(6_000, 6_000)
  }
  t.notOk(await work())
  t.strictSame([await episodes(), await drafts()], [[], []])
  t.equal(await marks(), 3)
  const taken = heldBytes() - before
  t.ok(taken < 4 * 1024 * 1024, `${taken} bytes`)
})

const CROWDS: readonly (readonly [who: string, address: (index: number) => string])[] = [
  ['one /24', (index) => `198.51.100.${index % 256}`],
  ['one /16', (index) => `198.51.${index % 256}.${index >> 8}`],
  ['one IPv6 /48 that is walked by /64', (index) => `2001:db8:1:${index.toString(16)}::1`],
  ['one IPv6 /32 that is walked by /48', (index) => `2001:db8:${index.toString(16)}::1`],
  ['one IPv6 /64', (index) => `2001:db8:1:1::${index.toString(16)}`],
  ['one IPv4 address in different clothes', (index) => (index % 2 === 0 ? '192.0.2.1' : '::ffff:192.0.2.1')],
  ['nowhere', (index) => `unreadable ${index}`],
]

for (const [who, address] of CROWDS) {
  t.test(`300 of ${who} are not`, async (t) => {
    const { post, work, episodes } = await listen(t)
    for (let index = 0; index < 300; index += 1) post(address(index))
    t.notOk(await work())
    t.strictSame(await episodes(), [])
  })
}

t.test('150,000 addresses of two networks keep few marks', async (t) => {
  const { post, wait, marks, episodes } = await listen(t)
  for (let index = 0; index < 100_000; index += 1)
    post(`2001:db8:${(index % 65_536).toString(16)}:${index >> 16}::1`)
  for (let index = 0; index < 50_000; index += 1) post(`198.51.${index % 256}.${index >> 8}`)
  await wait(10_000, 1_000)
  t.equal(await marks(), 512)
  t.strictSame(await episodes(), [])
})

t.test('a drip of one an hour for a week is not', async (t) => {
  const { post, wait, drafts } = await listen(t)
  let seen = 0
  for (let hour = 0; hour < 7 * 24; hour += 1) {
    post(unlike(hour))
    seen += await wait(HOUR, 10 * MINUTE)
  }
  t.equal(seen, 0)
  t.strictSame(await drafts(), [])
})

t.test('a trickle of a few networks that never ends does not add up', async (t) => {
  const { post, wait, drafts } = await listen(t)
  let seen = 0
  for (let minute = 0; minute < 24 * 60; minute += 5) {
    post(`${1 + (minute % 4)}.7.${(minute / 5) % 256}.1`)
    seen += await wait(5 * MINUTE)
  }
  t.equal(seen, 0)
  t.strictSame(await drafts(), [])
})

t.test('a rise that comes every Monday morning is usual; five times of it is not', async (t) => {
  const kept = await openTestStoreFile(t)
  const { db } = kept.store
  await writeSetting(db, 'reports_since', String(TEN - 70 * DAY))
  for (const back of [1, 2, 3, 4, 5]) {
    await raisePeak(db, { componentId: 'pay', hourAt: TEN - back * 7 * DAY, level: 40 })
  }
  const { post, work, episodes } = await listen(t, { store: kept })
  for (let index = 0; index < 60; index += 1) post(unlike(index))
  t.notOk(await work())
  t.strictSame(await episodes(), [])
  for (let index = 0; index < 200; index += 1) post(unlike(index))
  t.ok(await work())
})
