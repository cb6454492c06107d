import { sql } from 'kysely'
import t from 'tap'

import type { Outcome } from '../../src/domain/outcome.ts'
import { OUTCOMES } from '../../src/domain/outcome.ts'
import {
  insertObservations,
  latestByProbe,
  latestObservationAt,
  recentObservations,
} from '../../src/store/observations/observations.ts'
import { outcomeCode, outcomeOf } from '../../src/store/observations/outcome-code.ts'
import { openTestStore } from '../support/store.ts'
import { look, MIDNIGHT, SECOND } from './looks.ts'

t.test('observations come back as they went in, newest first and as many as asked for', async (t) => {
  const { db } = await openTestStore(t)
  const first = look({ at: MIDNIGHT, outcome: 'tech_fail', latencyMs: 0 })
  const second = look({ at: MIDNIGHT + SECOND, outcome: 'slow', latencyMs: 4_000, creditMs: 1_500 })
  const third = { probeId: 'pay', place: 'far', at: MIDNIGHT + 2 * SECOND, outcome: 'ok' } as const
  await insertObservations(db, [second, first, third, look({ probeId: 'other' })])
  t.strictSame(await recentObservations(db, { probeId: 'pay', limit: 9 }), [third, second, first])
  t.strictSame(await recentObservations(db, { probeId: 'pay', limit: 1 }), [third])
  t.strictSame(await recentObservations(db, { probeId: 'nobody', limit: 9 }), [])
})

t.test('every outcome survives storing', async (t) => {
  const { db } = await openTestStore(t)
  const seen = OUTCOMES.map((outcome, index) => look({ outcome, at: MIDNIGHT + index }))
  await insertObservations(db, seen)
  t.strictSame((await recentObservations(db, { probeId: 'pay', limit: 99 })).toReversed(), seen)
})

t.test('a batch handed in again changes nothing', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, [look()])
  await insertObservations(db, [look({ outcome: 'tech_fail' }), look({ place: 'far' })])
  const stored = await recentObservations(db, { probeId: 'pay', limit: 9 })
  t.strictSame(stored, [look(), look({ place: 'far' })])
})

t.test('times are stored in whole milliseconds', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, [look({ latencyMs: 119.6, creditMs: 0.2 })])
  t.strictSame(await recentObservations(db, { probeId: 'pay', limit: 1 }), [look({ creditMs: 0 })])
})

t.test('a clock that was set back makes no time of less than nothing', async (t) => {
  const { db } = await openTestStore(t)
  const impossible = look({ latencyMs: -0.4, creditMs: -500 })
  await insertObservations(db, [
    impossible,
    look({ at: MIDNIGHT + 1, latencyMs: Number.NaN, creditMs: 1 / 0 }),
  ])
  const { rows } = await sql`select at - ${MIDNIGHT} as at, latency_ms, credit_ms from observations`.execute(
    db,
  )
  t.strictSame(rows, [
    { at: 0, latency_ms: 0, credit_ms: 0 },
    { at: 1, latency_ms: null, credit_ms: null },
  ])
})

t.test('a time of less than nothing that is stored already is read as none', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, [look({ creditMs: 5 })])
  await sql`update observations set latency_ms = -7, credit_ms = -500`.execute(db)
  t.strictSame(await recentObservations(db, { probeId: 'pay', limit: 1 }), [
    look({ latencyMs: 0, creditMs: 0 }),
  ])
})

t.test('a batch is stored whole or not at all, and the next one is not hindered', async (t) => {
  const { db } = await openTestStore(t)
  const bad = look({ probeId: 'new', at: Number.NaN })
  await t.rejects(insertObservations(db, [look(), bad]))
  t.strictSame(await latestByProbe(db), new Map())
  await insertObservations(db, [look({ probeId: 'new' })])
  t.strictSame([...(await latestByProbe(db)).keys()], ['new'])
})

t.test('within a transaction a batch is part of it', async (t) => {
  const { db } = await openTestStore(t)
  const failing = db.transaction().execute(async (tx) => {
    await insertObservations(tx, [look()])
    throw new Error('changed my mind')
  })
  await t.rejects(failing, { message: 'changed my mind' })
  t.equal(await latestObservationAt(db), undefined)
  await insertObservations(db, [look()])
  t.equal(await latestObservationAt(db), MIDNIGHT)
})

t.test('the newest observation is known by probe and over all', async (t) => {
  const { db } = await openTestStore(t)
  t.equal(await latestObservationAt(db), undefined)
  await insertObservations(db, [
    look({ at: MIDNIGHT + 5 }),
    look({ at: MIDNIGHT }),
    look({ probeId: 'b', at: 7 }),
  ])
  t.equal(await latestObservationAt(db), MIDNIGHT + 5)
  t.strictSame(
    await latestByProbe(db),
    new Map([
      ['b', 7],
      ['pay', MIDNIGHT + 5],
    ]),
  )
})

t.test('numbers that stand for outcomes never change', (t) => {
  const onDisk: Record<Outcome, number> = {
    ok: 0,
    slow: 1,
    pending: 2,
    tech_fail: 3,
    business_decline: 4,
    throttled: 5,
    maintenance: 6,
    probe_fault: 7,
  }
  for (const outcome of OUTCOMES) {
    t.equal(outcomeCode(outcome), onDisk[outcome])
    t.equal(outcomeOf(onDisk[outcome]), outcome)
  }
  t.throws(() => outcomeOf(99), { message: /outcome 99/u })
  t.end()
})
