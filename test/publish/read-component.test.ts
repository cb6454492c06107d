import t from 'tap'

import type { Observation } from '../../src/domain/observation.ts'
import { createComponentReader } from '../../src/publish/readers/read-component.ts'
import { insertObservations } from '../../src/store/observations/observations.ts'
import { rollUp } from '../../src/store/rollups/rollups.ts'
import { openTestStore } from '../support/store.ts'
import { DAY, HOUR, MINUTE, NOON, smallWallet, ZONE } from './small-wallet.ts'

const probes = [
  { id: 'pay', componentId: 'payment' },
  { id: 'harbour', componentId: 'debit-card-harbour' },
  { id: 'maple', componentId: 'debit-card-maple' },
]

const look = (probeId: string, at: number, fields: Partial<Observation> = {}): Observation => ({
  probeId,
  place: 'here',
  at,
  outcome: 'ok',
  latencyMs: 20,
  ...fields,
})

t.test('what was just seen is there before anything is rolled up', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, [
    look('pay', NOON - 2 * MINUTE),
    look('pay', NOON - MINUTE, { outcome: 'tech_fail', latencyMs: 30, creditMs: 24 }),
    look('maple', NOON - MINUTE),
  ])
  const figures = await createComponentReader({ db, wallet: smallWallet, probes })('payment', NOON)
  t.strictSame(figures.recent, [
    { at: NOON - MINUTE, outcome: 'tech_fail', latencyMs: 30, creditMs: 24 },
    { at: NOON - 2 * MINUTE, outcome: 'ok', latencyMs: 20 },
  ])
  t.strictSame(figures.latencyHours, [{ at: NOON - HOUR, p50Ms: 20, p95Ms: 30, samples: 2 }])
  t.strictSame(figures.latencyDays, [{ at: NOON - 12 * HOUR, p50Ms: 20, p95Ms: 30, samples: 2 }])
  t.strictSame(figures.creditDays, [{ at: NOON - 12 * HOUR, p50Ms: 24, p95Ms: 24, samples: 1 }])
})

t.test('every look counts once, whatever has been rolled up by then', async (t) => {
  const { db } = await openTestStore(t)
  const seen = Array.from({ length: 5 * 24 * 2 }, (_, n) => look('pay', NOON - n * 30 * MINUTE))
  await insertObservations(db, seen)
  const read = createComponentReader({ db, wallet: smallWallet, probes })
  const counted = async () => {
    const { latencyDays, latencyHours } = await read('payment', NOON)
    const sum = (points: typeof latencyDays) => points.reduce((total, { samples }) => total + samples, 0)
    return { days: sum(latencyDays), hours: sum(latencyHours), points: latencyDays.length }
  }
  const all = { days: seen.length, hours: 95, points: 6 }
  t.strictSame(await counted(), all, 'before')
  while (!(await rollUp(db, { now: NOON, zone: ZONE, steps: 5 })).done) {
    t.strictSame((await counted()).hours, all.hours, 'in between')
  }
  t.strictSame(await counted(), all, 'after')
})

t.test('a channel shows what its banks take', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, [look('maple', NOON - MINUTE), look('harbour', NOON - 2 * MINUTE)])
  const read = createComponentReader({ db, wallet: smallWallet, probes })
  t.equal((await read('debit-card', NOON)).latencyHours[0]?.samples, 2)
  t.equal((await read('debit-card-maple', NOON)).latencyHours[0]?.samples, 1)
  t.strictSame((await read('transfer-in', NOON)).latencyDays, [])
})

t.test('days older than thirty are left out', async (t) => {
  const { db } = await openTestStore(t)
  await insertObservations(db, [look('pay', NOON - 40 * DAY), look('pay', NOON - 3 * DAY)])
  await rollUp(db, { now: NOON, zone: ZONE, steps: 1_000 })
  const { latencyDays } = await createComponentReader({ db, wallet: smallWallet, probes })('payment', NOON)
  t.strictSame(
    latencyDays.map(({ at }) => at),
    [NOON - 12 * HOUR - 3 * DAY],
  )
})

t.test('an hour in which there were many looks counts all of them', async (t) => {
  const { db } = await openTestStore(t)
  const seen = Array.from({ length: 3_900 }, (_, n) => look('pay', NOON - n * 1_000))
  await insertObservations(db, seen)
  const read = createComponentReader({ db, wallet: smallWallet, probes })
  const counted = async () => {
    const { latencyHours, latencyDays, recent } = await read('payment', NOON)
    t.equal(recent.length, 20)
    return [...latencyHours, ...latencyDays].map(({ samples }) => samples)
  }
  t.strictSame(await counted(), [299, 3_600, 1, 3_900])
  await rollUp(db, { now: NOON, zone: ZONE, steps: 5 })
  t.strictSame(await counted(), [299, 3_600, 1, 3_900])
})
