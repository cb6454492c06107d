import path from 'node:path'

import t from 'tap'

import { loadTexts } from '../../src/lib/text.ts'
import { createObserver } from '../../src/record/observe.ts'
import { gapsBetween } from '../../src/store/gaps.ts'
import { type Rollup, rollupsOf, rollUp } from '../../src/store/rollups/rollups.ts'
import { DAY, MINUTE, NOON, storeWithPast } from './past-wallet.ts'

t.test('the recorder goes on from there: no gap, no change, everything well', async (t) => {
  const { db, wallet, probes, publishing } = await storeWithPast(t)
  const texts = loadTexts(path.join(import.meta.dirname, '../../templates/locales'))
  const log = { warn: () => t.fail('operators were warned') }
  const observer = createObserver({ db, wallet, probes, publishing, texts, log })
  t.same(await observer.restore(NOON + 2_000), { changes: [], recheck: [], published: false })
  t.same((await observer.tick(NOON + 3_000)).changes, [])
  const looks = probes.map(({ id }) => ({
    probeId: id,
    place: 'here',
    at: NOON + 4_000,
    outcome: 'ok' as const,
    latencyMs: 20,
  }))
  t.same((await observer.observe(looks, NOON + 5_000)).changes, [])
})

t.test('a later start shows the time in between as a gap', async (t) => {
  const { db, wallet, probes, publishing } = await storeWithPast(t, { fewProbes: true })
  const texts = loadTexts(path.join(import.meta.dirname, '../../templates/locales'))
  const observer = createObserver({ db, wallet, probes, publishing, texts, log: { warn: () => undefined } })
  const { changes } = await observer.restore(NOON + DAY)
  t.equal(changes.length, wallet.components.length)
  t.same(
    new Set(changes.map(({ to, reason }) => `${to} ${reason.code}`)),
    new Set(['unknown monitor_stopped']),
  )
  t.match((await gapsBetween(db, { fromAt: NOON, toAt: NOON + DAY }))[0], { fromAt: NOON, toAt: NOON + DAY })
})

t.test('the latest looks complete the hour they belong to, and count no other anew', async (t) => {
  const { db, wallet, probes } = await storeWithPast(t, { fewProbes: true })
  const { id, periodMs } = probes[0]!
  const question = { probeIds: [id], span: 'hour' as const, fromAt: 0, toAt: NOON + DAY }
  const before = await rollupsOf(db, question)
  await rollUp(db, { now: NOON + 2 * 60 * MINUTE, zone: wallet.page.zone, steps: 1_000 })
  const after = await rollupsOf(db, question)
  t.equal(after.length, before.length)
  t.same(after.slice(0, -1), before.slice(0, -1))
  t.ok(looksIn(before.at(-1)) < (60 * MINUTE) / periodMs)
  t.ok(Math.abs(looksIn(after.at(-1)) - (60 * MINUTE) / periodMs) <= 1)
})

function looksIn(rollup: Rollup | undefined): number {
  return Object.values(rollup?.counts ?? {}).reduce((sum, count) => sum + count, 0)
}
