import t from 'tap'

import type { Observation } from '../../src/domain/observation.ts'
import type { Outcome } from '../../src/domain/outcome.ts'
import { createTopUpReader } from '../../src/publish/readers/read-top-up.ts'
import { insertObservations } from '../../src/store/observations/observations.ts'
import { rollUp } from '../../src/store/rollups/rollups.ts'
import { openTestStore } from '../support/store.ts'
import { HOUR, MINUTE, NOON, smallWallet, ZONE } from './small-wallet.ts'

const probes = ['debit-card-harbour', 'debit-card-maple', 'transfer-in', 'payment'].map((componentId) => ({
  id: `${componentId}-probe`,
  componentId,
  periodMs: MINUTE,
  timeoutMs: 10_000,
}))

const look = (componentId: string, at: number, outcome: Outcome, more: Partial<Observation> = {}) => ({
  probeId: `${componentId}-probe`,
  place: 'here',
  at,
  outcome,
  ...more,
})

t.test('figures are of 24 hours, rolled up or not, and a channel has those of its banks', async (t) => {
  const { db } = await openTestStore(t)
  const hours = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => NOON - (from + n) * HOUR - MINUTE)
  await insertObservations(db, [
    ...hours(0, 40).map((at) => look('debit-card-harbour', at, 'ok', { creditMs: 2_000 })),
    ...hours(0, 12).map((at) => look('debit-card-maple', at, 'tech_fail')),
    // Refusals of our test account and our own faults tell nothing of health.
    look('debit-card-maple', NOON - 2 * MINUTE, 'business_decline'),
    look('debit-card-maple', NOON - 3 * MINUTE, 'probe_fault'),
  ])
  const read = () => createTopUpReader({ db, wallet: smallWallet, probes })(NOON)
  const before = await read()
  await rollUp(db, { now: NOON, zone: ZONE, steps: 1_000 })
  const after = await read()
  for (const figures of [before, after]) {
    t.match(figures.get('debit-card-harbour'), { good: 24, looks: 24, credit: { samples: 24 } })
    t.match(figures.get('debit-card-maple'), { good: 0, looks: 12, credit: undefined })
    t.match(figures.get('debit-card'), { good: 24, looks: 36 })
    t.strictSame(figures.get('transfer-in'), { good: 0, looks: 0 })
    t.notOk(figures.has('payment'), 'only ways to top up')
  }
  const p50Ms = after.get('debit-card')?.credit?.p50Ms ?? 0
  t.ok(Math.abs(p50Ms - 2_000) < 70, `${p50Ms} ms`)
})

t.test('the newest quote is kept for as long as its look is fresh', async (t) => {
  const { db } = await openTestStore(t)
  const told = (at: number, perDay: number) => look('transfer-in', at, 'ok', { quote: { perDay } })
  await insertObservations(db, [told(NOON - MINUTE, 1), told(NOON - 2 * MINUTE, 2)])
  await insertObservations(db, [look('transfer-in', NOON, 'tech_fail')])
  const quoteAt = async (now: number) =>
    (await createTopUpReader({ db, wallet: smallWallet, probes })(now)).get('transfer-in')?.quote
  t.strictSame(await quoteAt(NOON), { perDay: 1, at: NOON - MINUTE })
  t.equal(await quoteAt(NOON + 3 * MINUTE), undefined)
  const rows = await db.selectFrom('quotes').selectAll().execute()
  t.equal(rows.length, 1)
})

t.test('many who ask are answered from one reading, and nobody gets one of a minute ago', async (t) => {
  const { db } = await openTestStore(t)
  const read = createTopUpReader({ db, wallet: smallWallet, probes })
  t.equal(read(NOON), read(NOON + 1_000))
  t.not(read(NOON), read(NOON + MINUTE))
})
