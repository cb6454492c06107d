import t from 'tap'

import { begin, clock, HOUR, MINUTE, pathOf, probesOf, SMALL, TEN } from './story.ts'

t.test(
  'a look that ends a long silence does not bridge it, though no tick has noticed the silence',
  async (t) => {
    const story = await begin(t, { wallet: SMALL })
    await story.look(10 * MINUTE)
    const wokeAt = story.now() + HOUR
    const batch = probesOf(SMALL).map(
      ({ id }) => ({ probeId: id, place: 'here', at: wokeAt, outcome: 'ok' }) as const,
    )
    const { published } = await story.observer.observe(batch, wokeAt)
    t.ok(published)
    await story.observer.tick(wokeAt + 1_000)
    const changes = await story.changes('bills')
    t.strictSame(pathOf(changes), [
      `operational ${clock(TEN)}`,
      'unknown 10:11:10',
      `operational ${clock(wokeAt)}`,
    ])
    t.match(changes[1]?.reason, { code: 'monitor_stopped' })
  },
)

t.test('a failure after a silence is not counted together with those before it', async (t) => {
  const story = await begin(t, { wallet: SMALL })
  await story.look(10 * MINUTE)
  await story.look(2 * MINUTE, { bills: 'tech_fail' })
  const wokeAt = story.now() + HOUR
  await story.observer.observe(
    [{ probeId: 'bills', place: 'here', at: wokeAt, outcome: 'tech_fail' }],
    wokeAt,
  )
  const [, degraded, dark, ...more] = await story.changes('bills')
  t.match(degraded, { to: 'degraded' })
  t.match(dark, { to: 'unknown' })
  t.strictSame(more, [])
})
