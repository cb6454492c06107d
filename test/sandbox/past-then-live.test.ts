import path from 'node:path'

import t from 'tap'

import { loadTexts } from '../../src/lib/text.ts'
import { createObserver } from '../../src/record/observe.ts'
import { gapsBetween } from '../../src/store/gaps.ts'
import { rollupsOf, rollUp } from '../../src/store/rollups.ts'
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

t.test('observations that come in later are rolled up into what is there', async (t) => {
  const { db, wallet, probes } = await storeWithPast(t, { fewProbes: true })
  const { zone } = wallet.page
  const before = await rollupsOf(db, { probeIds: [probes[0]!.id], span: 'hour', fromAt: 0, toAt: NOON })
  await rollUp(db, { now: NOON + 2 * 60 * MINUTE, zone, steps: 1_000 })
  const after = await rollupsOf(db, { probeIds: [probes[0]!.id], span: 'hour', fromAt: 0, toAt: NOON + DAY })
  t.same(after.slice(0, before.length), before, 'no hour of the past is counted anew')
  t.ok(after.length > before.length)
})
