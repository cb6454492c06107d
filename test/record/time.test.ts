import t from 'tap'

import { gapsBetween } from '../../src/store/gaps.ts'
import { openTestStore } from '../support/store.ts'
import { begin, pathOf, HOUR, MINUTE, SECOND, TEN } from './story.ts'

const ALWAYS = { fromAt: 0, toAt: TEN + 1_000 * HOUR }

t.test('nobody looks any more: unknown, since the data went stale', async (t) => {
  const story = await begin(t)
  await story.look(MINUTE)
  for (let i = 0; i < 20; i += 1) await story.wait(10 * SECOND)
  // The last look was at 10:00:30, and one stays fresh for three periods and a time-out.
  t.strictSame(pathOf(await story.changes('bills')), ['operational 10:00:00', 'unknown 10:02:10'])
  t.match((await story.changes('bills')).at(-1)?.reason, { code: 'stale' })
  t.strictSame(await gapsBetween(story.db, ALWAYS), [])
})

t.test('the machine was asleep: a gap, and unknown because of it', async (t) => {
  const story = await begin(t)
  await story.look(MINUTE)
  await story.wait(HOUR)
  t.match((await story.changes('bills')).at(-1), { to: 'unknown', reason: { code: 'monitor_stopped' } })
  t.match(await gapsBetween(story.db, ALWAYS), [{ toAt: TEN + HOUR + MINUTE, cause: 'monitor_stopped' }])
})

t.test('a restart after a night leaves the night unknown', async (t) => {
  const store = await openTestStore(t)
  await (await begin(t, { store })).look(MINUTE)
  const again = await begin(t, { store, from: TEN + 8 * HOUR })
  await again.look(MINUTE)
  t.strictSame(pathOf(await again.changes('bills')), [
    'operational 10:00:00',
    'unknown 10:02:10',
    'operational 18:00:00',
  ])
  t.match((await again.changes('bills'))[1]?.reason, { code: 'monitor_stopped' })
  const [gap] = await gapsBetween(store.db, ALWAYS)
  t.equal(gap?.toAt, TEN + 8 * HOUR)
  t.ok(gap!.fromAt <= TEN + MINUTE, 'the gap begins when we were last alive')
})

t.test('a quick restart in the middle of an outage changes nothing and goes on counting', async (t) => {
  const store = await openTestStore(t)
  const before = await begin(t, { store })
  await before.look(5 * MINUTE)
  await before.look(5 * MINUTE, { bills: 'tech_fail' })
  await before.look(3 * MINUTE)
  const after = await begin(t, { store, from: before.now() + 20 * SECOND })
  t.equal((await after.changes('bills')).at(-1)?.to, 'major_outage')
  await after.look(MINUTE)
  t.equal((await after.changes('bills')).at(-1)?.to, 'major_outage', 'recovery still takes its time')
  await after.look(2 * MINUTE)
  t.strictSame(pathOf(await after.changes('bills')).slice(-2), [
    'major_outage 10:05:00',
    'operational 10:10:00',
  ])
  t.equal((await after.incidents()).length, 1)
})

t.test('a component that nothing looks at any more is unknown after the restart', async (t) => {
  const store = await openTestStore(t)
  const before = await begin(t, { store })
  await before.look(MINUTE)
  const after = await begin(t, { store, probes: [], from: before.now() })
  t.match((await after.changes('bills')).at(-1), { to: 'unknown' })
})
