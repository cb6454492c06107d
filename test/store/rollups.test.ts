import { sql } from 'kysely'
import t from 'tap'

import { histogramSize, percentile } from '../../src/store/rollups/histogram.ts'
import { insertObservations } from '../../src/store/observations/observations.ts'
import { type Rollup, rollUp, rollupsOf } from '../../src/store/rollups/rollups.ts'
import { saveRollups } from '../../src/store/rollups/save-rollups.ts'
import type { Db } from '../../src/store/tables.ts'
import type { Span } from '../../src/store/tables/observations.ts'
import { openTestStore } from '../support/store.ts'
import { DAY, HOUR, look, looks, MIDNIGHT, MINUTE, SECOND } from './looks.ts'

const zone = 'Asia/Shanghai'

/** Rolls up everything there is to roll up. */
async function rollUpAll(db: Db, now: number): Promise<void> {
  while (!(await rollUp(db, { now, zone, steps: 100 })).done);
}

async function found(db: Db, span: Span, probeIds = ['pay']): Promise<Rollup[]> {
  return rollupsOf(db, { probeIds, span, fromAt: 0, toAt: Infinity })
}

function total(rollups: readonly Rollup[]): number {
  return rollups.reduce((sum, { counts }) => sum + Object.values(counts).reduce((a, b) => a + b), 0)
}

t.test('an hour counts its outcomes, and times answers rather than failures', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, [
    look({ at: MIDNIGHT, latencyMs: 10 }),
    look({ at: MIDNIGHT + HOUR - 1, latencyMs: 30, outcome: 'slow', creditMs: 20 }),
    look({ at: MIDNIGHT + 2, latencyMs: 9_000, outcome: 'tech_fail' }),
    look({ at: MIDNIGHT + HOUR, outcome: 'pending' }),
  ])
  await rollUpAll(db, MIDNIGHT + 3 * HOUR)
  const [first, second, ...rest] = await found(db, 'hour')
  t.match(first, { probeId: 'pay', at: MIDNIGHT, counts: { ok: 1, slow: 1, tech_fail: 1, pending: 0 } })
  t.equal(percentile(first!.latency!, 1), 30)
  t.equal(percentile(first!.latency!, 0), 10)
  t.equal(percentile(first!.credit!, 0.5), 20)
  t.match(second, { at: MIDNIGHT + HOUR, counts: { pending: 1, ok: 0 } })
  t.notOk(second!.latency)
  t.notOk(second!.credit)
  t.strictSame(rest, [])
})

t.test('an hour is rolled up once it is over and its last looks have ended', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, [look()])
  await rollUpAll(db, MIDNIGHT + HOUR + 5 * MINUTE - 1)
  t.strictSame(await found(db, 'hour'), [])
  await rollUpAll(db, MIDNIGHT + HOUR + 5 * MINUTE)
  t.equal(total(await found(db, 'hour')), 1)
})

t.test("a day is the sum of its hours and begins at midnight in the page's zone", async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, [
    look({ at: MIDNIGHT - 1, latencyMs: 500 }),
    ...looks({ fromAt: MIDNIGHT, toAt: MIDNIGHT + DAY, everyMs: 20 * MINUTE }, { latencyMs: 10 }),
    look({ at: MIDNIGHT + DAY }),
  ])
  await rollUpAll(db, MIDNIGHT + DAY + 6 * MINUTE)
  const [before, day, ...rest] = await found(db, 'day')
  t.match(before, { at: MIDNIGHT - DAY, counts: { ok: 1 } })
  t.match(day, { at: MIDNIGHT, counts: { ok: 72 } })
  t.equal(percentile(day!.latency!, 1), 10)
  t.strictSame(rest, [], 'the new day is not over')
})

t.test('days of a zone with summer time have 23 hours when it begins', async (t) => {
  const { db } = await openTestStore(t)
  const springForward = Date.UTC(2026, 2, 28, 23)
  const hours = looks({ fromAt: springForward, toAt: springForward + 30 * HOUR, everyMs: HOUR })
  await insertObservations(db, hours)
  await rollUp(db, { now: springForward + 31 * HOUR, zone: 'Europe/Paris', steps: 1_000 })
  const [day] = await found(db, 'day')
  t.match(day, { at: springForward, counts: { ok: 23 } })
})

t.test('one row that nobody can read keeps no later hour from being rolled up', async (t) => {
  const { db } = await openTestStore(t)
  const everyHour = { fromAt: MIDNIGHT, toAt: MIDNIGHT + 4 * HOUR, everyMs: HOUR }
  await insertObservations(db, looks(everyHour, { creditMs: 20 }))
  await sql`update observations set latency_ms = -7, credit_ms = -500 where at = ${MIDNIGHT}`.execute(db)
  await sql`update observations set outcome = 99 where at = ${MIDNIGHT + HOUR}`.execute(db)
  await rollUpAll(db, MIDNIGHT + 5 * HOUR)
  const hours = await found(db, 'hour')
  t.strictSame(
    hours.map(({ at, counts }) => [(at - MIDNIGHT) / HOUR, counts.ok]),
    [
      [0, 1],
      [1, 0],
      [2, 1],
      [3, 1],
    ],
  )
  t.equal(percentile(hours[0]!.credit!, 1), 0)
})

t.test('an hour whose times are damaged still counts in its day', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, [look(), look({ at: MIDNIGHT + HOUR })])
  await rollUpAll(db, MIDNIGHT + 3 * HOUR)
  await sql`update rollups set latency_histogram = x'ff80' where at = ${MIDNIGHT}`.execute(db)
  await rollUpAll(db, MIDNIGHT + DAY + HOUR)
  const [day] = await found(db, 'day')
  t.match(day, { counts: { ok: 2 } })
  t.equal(histogramSize(day!.latency!), 1)
})

t.test('each probe is rolled up for itself', async (t) => {
  const { db } = await openTestStore(t)
  const probeIds = Array.from({ length: 120 }, (_, i) => `probe-${i}`)
  await insertObservations(
    db,
    probeIds.flatMap((probeId, i) =>
      looks({ fromAt: MIDNIGHT, toAt: MIDNIGHT + (i + 1) * SECOND, everyMs: SECOND }, { probeId }),
    ),
  )
  await rollUpAll(db, MIDNIGHT + 2 * HOUR)
  const rollups = await found(db, 'hour', probeIds)
  t.equal(rollups.length, 120)
  for (const { probeId, counts } of rollups) t.equal(`probe-${counts.ok - 1}`, probeId)
})

t.test('work is done in small steps that can be taken one at a time, with stops in between', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, looks({ fromAt: MIDNIGHT, toAt: MIDNIGHT + DAY, everyMs: 10 * MINUTE }))
  const now = MIDNIGHT + 2 * DAY
  let steps = 0
  while (!(await rollUp(db, { now, zone, steps: 1 })).done) steps += 1
  t.ok(steps > 24, `${steps} steps`)
  t.equal(total(await found(db, 'hour')), 144)
  t.equal(total(await found(db, 'day')), 144)
})

t.test('long silences are skipped rather than stepped through', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, [look({ at: MIDNIGHT - 1_000 * DAY }), look()])
  t.strictSame(await rollUp(db, { now: MIDNIGHT + DAY, zone, steps: 7 }), { done: true })
  t.equal(total(await found(db, 'hour')), 2)
})

t.test('an empty store has nothing to roll up', async (t) => {
  const { db } = await openTestStore(t)
  t.strictSame(await rollUp(db, { now: MIDNIGHT, zone, steps: 1 }), { done: true })
})

t.test('what comes in late, however late, is counted in its hour and its day', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, looks({ fromAt: MIDNIGHT, toAt: MIDNIGHT + DAY, everyMs: HOUR }))
  const now = MIDNIGHT + 2 * DAY
  await rollUpAll(db, now)
  const late = [
    look({ at: MIDNIGHT + 90 * MINUTE }),
    look({ at: MIDNIGHT - 5 * DAY }),
    look({ at: MIDNIGHT + 3, probeId: 'never-seen' }),
  ]
  await insertObservations(db, late)
  t.strictSame(await rollUp(db, { now, zone, steps: 0 }), { done: false })
  await rollUpAll(db, now)
  t.equal(total(await found(db, 'hour')), 26)
  t.match((await found(db, 'hour'))[2], { at: MIDNIGHT + HOUR, counts: { ok: 2 } })
  t.strictSame(
    (await found(db, 'day')).map(({ at, counts }) => [at, counts.ok]),
    [
      [MIDNIGHT - 5 * DAY, 1],
      [MIDNIGHT, 25],
    ],
  )
  t.equal(total(await found(db, 'day', ['never-seen'])), 1)
})

t.test(
  'history from elsewhere is written as it is, and what is seen in the same hour is added',
  async (t) => {
    const { db } = await openTestStore(t)
    await insertObservations(db, [look({ at: MIDNIGHT + 1 })])
    await rollUpAll(db, MIDNIGHT + DAY)
    const [template] = await found(db, 'hour')
    const history = { ...template!, counts: { ...template!.counts, ok: 100 } }
    await saveRollups(db, { span: 'hour', rollups: [history, { ...history, probeId: 'new' }] })
    t.equal(total(await found(db, 'hour', ['pay', 'new'])), 200)
    await insertObservations(db, [look({ at: MIDNIGHT + 2, probeId: 'new' })])
    await rollUpAll(db, MIDNIGHT + DAY)
    t.match(await found(db, 'hour', ['new']), [{ at: MIDNIGHT, counts: { ok: 101 } }])
  },
)
