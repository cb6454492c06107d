import t from 'tap'

import { explanationsOf } from '../../src/store/observations/explanations.ts'
import { insertObservations, recentObservations } from '../../src/store/observations/observations.ts'
import { rollUp, rollupsOf } from '../../src/store/rollups/rollups.ts'
import { sweep, sweepAll } from '../../src/store/rollups/sweep.ts'
import type { Db } from '../../src/store/tables.ts'
import { openTestStore } from '../support/store.ts'
import { DAY, HOUR, look, looks, MIDNIGHT, MINUTE, saying } from './looks.ts'

const zone = 'Asia/Shanghai'
const now = MIDNIGHT + 30 * DAY
const kept = { now, rawMs: 14 * DAY, explanationsMs: 90 * DAY, limit: 1_000 }

async function left(db: Db, probeId = 'pay'): Promise<number[]> {
  const found = await recentObservations(db, { probeId, limit: 10_000 })
  return found.map(({ at }) => at).toReversed()
}

async function counted(db: Db): Promise<number> {
  const hours = await rollupsOf(db, { probeIds: ['pay'], span: 'hour', fromAt: 0, toAt: Infinity })
  return hours.reduce((sum, { counts }) => sum + counts.ok, 0)
}

t.test('observations older than their time go, hour by hour, and their roll-ups stay', async (t) => {
  const { db } = await openTestStore(t)
  const boundary = now - kept.rawMs
  await insertObservations(
    db,
    looks({ fromAt: boundary - HOUR, toAt: boundary + HOUR, everyMs: 20 * MINUTE }),
  )
  await rollUp(db, { now, zone, steps: 100 })
  t.strictSame(await sweep(db, kept), { removed: 3 })
  t.strictSame(await left(db), [boundary, boundary + 20 * MINUTE, boundary + 40 * MINUTE])
  t.strictSame(await sweep(db, kept), { removed: 0 })
  t.equal(await counted(db), 6)
})

t.test('nothing is removed that is not rolled up yet', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, looks({ fromAt: MIDNIGHT, toAt: MIDNIGHT + 3 * HOUR, everyMs: HOUR }))
  t.strictSame(await sweep(db, kept), { removed: 0 })
  await rollUp(db, { now, zone, steps: 1 })
  t.strictSame(await sweep(db, kept), { removed: 0 }, 'its first hour is due but not counted')
  await rollUp(db, { now, zone, steps: 1 })
  t.strictSame(await sweep(db, kept), { removed: 1 })
  t.equal((await left(db)).length, 2)
  await rollUp(db, { now, zone, steps: 100 })
  await sweep(db, kept)
  await sweep(db, kept)
  t.strictSame(await left(db), [])
  t.equal(await counted(db), 3)
})

t.test('an observation that comes in after its hour was swept is counted once, then removed', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, looks({ fromAt: MIDNIGHT, toAt: MIDNIGHT + HOUR, everyMs: MINUTE }))
  await rollUp(db, { now, zone, steps: 100 })
  await sweep(db, kept)
  await insertObservations(db, [look({ at: MIDNIGHT + 1 })])
  t.strictSame(await sweep(db, kept), { removed: 0 }, 'it waits to be counted')
  t.strictSame(await left(db), [MIDNIGHT + 1])
  await rollUp(db, { now, zone, steps: 100 })
  t.equal(await counted(db), 61)
  t.strictSame(await left(db), [])
})

t.test('a step removes about as many as allowed; steps repeated remove all', async (t) => {
  const { db } = await openTestStore(t)
  for (const probeId of ['pay', 'bank', 'push']) {
    await insertObservations(
      db,
      looks({ fromAt: MIDNIGHT, toAt: MIDNIGHT + 5 * HOUR, everyMs: MINUTE }, { probeId }),
    )
  }
  await rollUp(db, { now, zone, steps: 100 })
  const steps: number[] = []
  for (;;) {
    const { removed } = await sweep(db, { ...kept, limit: 100 })
    if (removed === 0) break
    steps.push(removed)
  }
  t.ok(Math.max(...steps) <= 160, steps.join(' '))
  t.equal(
    steps.reduce((a, b) => a + b),
    900,
  )
})

t.test('sweeping goes on until all that is old is gone, and lets others in between', async (t) => {
  const { db } = await openTestStore(t)
  const old = { fromAt: MIDNIGHT, toAt: MIDNIGHT + 5 * HOUR, everyMs: MINUTE }
  for (const probeId of ['pay', 'bank']) await insertObservations(db, looks(old, { probeId }))
  const explained = { outcome: 'tech_fail', explanation: saying('of old') } as const
  const older = now - kept.explanationsMs - HOUR
  await insertObservations(
    db,
    looks({ fromAt: older, toAt: older + 30 * MINUTE, everyMs: MINUTE }, explained),
  )
  await rollUp(db, { now, zone, steps: 100 })
  let others = 0
  const timer = setInterval(() => (others += 1), 0)
  t.teardown(() => clearInterval(timer))
  const swept = await sweepAll(db, { ...kept, limit: 10, enough: () => false })
  t.strictSame(swept, { removed: 2 * 5 * 60 + 30 + 30, done: true })
  t.strictSame([await left(db), await left(db, 'bank')], [[], []])
  t.strictSame(await explanationsOf(db, { probeId: 'pay', limit: 9 }), [])
  t.ok(others > 0)
})

t.test('sweeping ends when it has taken long enough, and a later one goes on', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, looks({ fromAt: MIDNIGHT, toAt: MIDNIGHT + 5 * HOUR, everyMs: MINUTE }))
  await rollUp(db, { now, zone, steps: 100 })
  let steps = 0
  const enough = (): boolean => (steps += 1) > 2
  t.strictSame(await sweepAll(db, { ...kept, limit: 60, enough }), { removed: 120, done: false })
  t.strictSame(await sweepAll(db, { ...kept, enough: () => false }), { removed: 180, done: true })
})

t.test('explanations stay longer, and go when their own time is over', async (t) => {
  const { db } = await openTestStore(t)
  const old = now - kept.explanationsMs - 1
  const outcome = 'tech_fail'
  const explained = [old - 1, old, old + 1].map((at) => look({ at, outcome, explanation: saying(`${at}`) }))
  await insertObservations(db, explained)
  await insertObservations(db, [look({ at: old, probeId: 'gone', explanation: saying('of old') })])
  await rollUp(db, { now, zone, steps: 100 })
  await sweep(db, { ...kept, explanationsMs: 365 * DAY })
  await sweep(db, { ...kept, explanationsMs: 365 * DAY })
  t.strictSame(await left(db), [])
  t.equal((await explanationsOf(db, { probeId: 'pay', limit: 9 })).length, 3)
  t.strictSame(await sweep(db, { ...kept, limit: 1 }), { removed: 2 }, 'the oldest one, and the other probe')
  t.strictSame(await sweep(db, kept), { removed: 1 })
  t.match(await explanationsOf(db, { probeId: 'pay', limit: 9 }), [{ at: old + 1 }])
  t.strictSame(await explanationsOf(db, { probeId: 'gone', limit: 9 }), [])
})
