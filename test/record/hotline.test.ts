import t from 'tap'

import type { HotlineCall } from '../../src/domain/hotline.ts'
import { HotlineRefused, recordHotline } from '../../src/record/hotline.ts'
import { hotlineHours, hotlineQueues, sweepCalls } from '../../src/store/hotline.ts'
import { histogramSize, percentile } from '../../src/store/rollups/histogram.ts'
import { sampleWallet } from '../support/sample-wallet.ts'
import { openTestStore } from '../support/store.ts'

const NOON = Date.parse('2026-03-11T04:00:00Z')
const DAY = 86_400_000

const open = async (t: Parameters<typeof openTestStore>[0]) => {
  const { db } = await openTestStore(t)
  const desk = { db, wallet: sampleWallet(), keptMs: 90 * DAY }
  const call = (id: string, more: Partial<HotlineCall> = {}): HotlineCall => ({
    id,
    contactId: 'hotline',
    at: NOON - 600_000,
    waitMs: 90_000,
    answered: true,
    ...more,
  })
  const tell = (calls: readonly HotlineCall[], now = NOON) => recordHotline(desk, { calls, queues: [] }, now)
  return { db, desk, call, tell }
}

t.test('calls add up by the hour, waits of the answered alone', async (t) => {
  const { db, call, tell } = await open(t)
  t.same(
    await tell([call('1'), call('2', { waitMs: 30_000 }), call('3', { waitMs: 999_000, answered: false })]),
    {
      counted: 3,
    },
  )
  t.same(await tell([call('4', { at: NOON - 2 * 3_600_000 })]), { counted: 1 })
  const hours = await hotlineHours(db, { fromAt: 0 })
  t.match(hours, [
    { contactId: 'hotline', answered: 1, lost: 0 },
    { contactId: 'hotline', at: NOON - 3_600_000, answered: 2, lost: 1 },
  ])
  const [, newest] = hours
  t.equal(newest && histogramSize(newest.waits), 2)
  t.ok(newest && (percentile(newest.waits, 1) ?? 0) < 100_000)
})

t.test('a call that is told again counts once, in one batch and in the next', async (t) => {
  const { db, call, tell } = await open(t)
  t.same(await tell([call('1'), call('1'), call('2')]), { counted: 2 })
  t.same(await tell([call('2'), call('1')]), { counted: 0 })
  t.match(await hotlineHours(db, { fromAt: 0 }), [{ answered: 2 }])
})

t.test('one contact that is no hotline, or one impossible time, and nothing is written', async (t) => {
  const { db, call, tell } = await open(t)
  for (const wrong of [
    call('2', { contactId: 'police' }),
    call('2', { contactId: 'nobody' }),
    call('2', { at: NOON + 120_000 }),
    call('2', { at: NOON - 91 * DAY }),
  ])
    await t.rejects(tell([call('1'), wrong]), HotlineRefused)
  t.same(await hotlineHours(db, { fromAt: 0 }), [])
})

t.test('the newest word on a queue stays, whatever order they come in', async (t) => {
  const { db, desk } = await open(t)
  const queue = (at: number, waitMs: number) => ({ contactId: 'hotline', at, waitMs })
  await recordHotline(desk, { calls: [], queues: [queue(NOON, 60_000), queue(NOON - 1_000, 5_000)] }, NOON)
  t.same(await hotlineQueues(db), [queue(NOON, 60_000)])
})

t.test('names of calls are forgotten in their time, what they add up to is not', async (t) => {
  const { db, call, tell } = await open(t)
  await tell([call('1'), call('2'), call('3')])
  await sweepCalls(db, { before: NOON, limit: 2 })
  t.equal((await db.selectFrom('hotline_calls').selectAll().execute()).length, 1)
  t.match(await hotlineHours(db, { fromAt: 0 }), [{ answered: 3 }])
})
