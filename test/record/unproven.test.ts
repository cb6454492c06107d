import t from 'tap'

import { openTestStore } from '../support/store.ts'
import { sampleProbe } from '../support/sample-probe.ts'
import { begin, HOUR, MINUTE, pathOf, probesOf, SMALL } from './story.ts'

t.test('a probe that has never succeeded makes nothing red, and operators hear of it once', async (t) => {
  const story = await begin(t, { wallet: SMALL })
  await story.look(30 * MINUTE, { bills: 'tech_fail' })
  t.strictSame(await story.changes('bills'), [])
  t.strictSame(await story.incidents(), [])
  t.match(story.warnings, [{ probeId: 'bills', outcome: 'tech_fail', msg: /never succeeded/ }])
  t.equal(story.warnings.length, 1)
})

t.test('nor does one whose orders never arrive, or a restart in between', async (t) => {
  const store = await openTestStore(t)
  const story = await begin(t, { store, wallet: SMALL })
  await story.look(30 * MINUTE, { bills: 'pending' })
  const again = await begin(t, { store, wallet: SMALL, from: story.now() })
  await again.look(30 * MINUTE, { bills: 'tech_fail' })
  t.strictSame(await again.changes('bills'), [])
})

t.test('its first success makes it one as any other, its failures until then forgotten', async (t) => {
  const store = await openTestStore(t)
  const story = await begin(t, { store, wallet: SMALL })
  await story.look(10 * MINUTE, { bills: 'tech_fail' })
  await story.look(MINUTE, { bills: 'slow' })
  await story.look(2 * MINUTE)
  const again = await begin(t, { store, wallet: SMALL, from: story.now() })
  await again.look(2 * MINUTE)
  t.strictSame(pathOf(await again.changes('bills')), ['operational 10:11:00'])
  await again.look(5 * MINUTE, { bills: 'tech_fail' })
  t.match((await again.changes('bills')).at(-1), { to: 'major_outage' })
})

t.test('a success of long ago proves it still after a restart in mid-outage', async (t) => {
  const store = await openTestStore(t)
  const story = await begin(t, { store, wallet: SMALL })
  await story.look(MINUTE)
  await story.look(3 * HOUR, { bills: 'tech_fail' })
  const again = await begin(t, { store, wallet: SMALL, from: story.now() })
  await again.look(10 * MINUTE, { bills: 'tech_fail' })
  t.match((await again.changes('bills')).at(-1), { to: 'major_outage' })
  t.strictSame(again.warnings, [])
})

t.test(
  'beside a probe that is proven it hides no outage, and says why it is unknown otherwise',
  async (t) => {
    const store = await openTestStore(t)
    const before = await begin(t, { store, wallet: SMALL })
    await before.look(5 * MINUTE)
    const probes = [...probesOf(SMALL), sampleProbe({ id: 'bills-new', componentId: 'bills' })]
    const story = await begin(t, { store, wallet: SMALL, probes, from: before.now() })
    await story.look(5 * MINUTE, { 'bills-new': 'tech_fail' })
    t.match((await story.changes('bills')).at(-1), { to: 'unknown', reason: { code: 'unproven' } })
    await story.look(5 * MINUTE, { 'bills-new': 'tech_fail', bills: 'tech_fail' })
    t.match((await story.changes('bills')).at(-1), { to: 'major_outage' })
  },
)
