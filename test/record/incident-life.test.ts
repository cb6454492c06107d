import t from 'tap'

import { begin, clock, HOUR, MINUTE, SMALL } from './story.ts'

t.test(
  'an outage is drafted at once and published after a minute, a recovery watched and resolved',
  async (t) => {
    const story = await begin(t)
    await story.look(10 * MINUTE)
    await story.look(1 * MINUTE, { bills: 'tech_fail' })
    t.match(await story.incidents(), [
      { publication: 'draft', updates: [], components: [{ componentId: 'bills' }] },
    ])
    await story.look(4 * MINUTE, { bills: 'tech_fail' })
    const [published] = await story.published()
    t.match(published, { phase: 'investigating', impact: 'major', origin: 'probe', money: false })
    t.equal(clock(published!.startedAt), '10:10:00')
    t.equal(clock(published!.publishedAt!), '10:11:40')

    await story.look(6 * MINUTE)
    t.match(await story.published(), [{ phase: 'monitoring' }])
    await story.look(10 * MINUTE)
    const [resolved] = await story.published()
    t.match(resolved, { phase: 'resolved', updates: [{ phase: 'resolved' }, { phase: 'monitoring' }, {}] })
    t.equal(resolved?.answers.nextUpdateAt, undefined)
    t.equal((await story.published()).length, 1)
  },
)

t.test('what touched money is left to a person once service is back', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { pay: 'tech_fail' })
  await story.look(20 * MINUTE)
  const [incident] = await story.published()
  t.match(incident, {
    phase: 'reconciling',
    answers: { scope: { en: /money is still being matched\./ } },
    money: true,
    impact: 'critical',
    updates: [{ phase: 'reconciling' }],
  })
  t.equal(incident?.resolvedAt, undefined)
  await story.look(HOUR)
  t.match(await story.published(), [{ phase: 'reconciling' }])
})

t.test('a draft whose trouble vanished before it was published is never shown', async (t) => {
  const story = await begin(t, { publishing: { afterMs: 20 * MINUTE } })
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  await story.look(10 * MINUTE)
  t.strictSame(await story.published(), [])
  t.match(await story.incidents(), [{ publication: 'dropped', updates: [] }])
  t.type((await story.incidents())[0]?.resolvedAt, 'number')
})

t.test('by policy an incident is published at once', async (t) => {
  const story = await begin(t, { publishing: { policy: 'at_once' } })
  await story.look(5 * MINUTE)
  await story.look(1 * MINUTE, { bills: 'tech_fail' })
  t.match(await story.published(), [{ phase: 'investigating' }])
})

t.test('by policy a draft waits for a person', async (t) => {
  const story = await begin(t, { publishing: { policy: 'by_hand' } })
  await story.look(5 * MINUTE)
  await story.look(30 * MINUTE, { bills: 'tech_fail' })
  t.match(await story.incidents(), [{ publication: 'draft' }])
})

t.test(
  'trouble that comes back while it is watched, or shortly after the end, opens the same incident again',
  async (t) => {
    const story = await begin(t, { wallet: SMALL })
    await story.look(5 * MINUTE)
    await story.look(5 * MINUTE, { bills: 'tech_fail' })
    await story.look(8 * MINUTE)
    await story.look(5 * MINUTE, { bills: 'tech_fail' })
    t.match(await story.published(), [
      { phase: 'investigating', updates: [{ phase: 'investigating' }, { phase: 'monitoring' }, {}] },
    ])
    await story.look(90 * MINUTE)
    t.match(await story.published(), [{ phase: 'resolved' }])
  },
)

t.test('trouble long after the end is another incident', async (t) => {
  const story = await begin(t, { wallet: SMALL })
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  await story.look(2 * HOUR)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  t.match(await story.published(), [{ phase: 'resolved' }, { phase: 'investigating' }])
})

t.test('data that goes stale in mid-incident is no recovery', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  await story.look(30 * MINUTE, { bills: 'probe_fault' })
  t.match((await story.changes('bills')).at(-1), { to: 'unknown' })
  t.match(await story.published(), [{ phase: 'investigating' }])
})

t.test('every promise of a next update is kept while a machine leads', async (t) => {
  const story = await begin(t, { wallet: SMALL })
  await story.look(5 * MINUTE)
  await story.look(3 * HOUR, { bills: 'tech_fail' })
  const [incident] = await story.published()
  const times = incident!.updates.map(({ at }) => at).toReversed()
  t.ok(
    times.length >= 6 && times.length <= 8,
    `an update every half hour, not ${times.length} in three hours`,
  )
  for (const [index, at] of times.entries()) {
    const next = times[index + 1] ?? story.now()
    t.ok(next - at <= 30 * MINUTE, `word came by ${clock(at + 30 * MINUTE)}`)
  }
  t.ok(incident!.answers.nextUpdateAt! > story.now())
})

t.test('while money is being matched, word comes every few hours', async (t) => {
  const story = await begin(t, { wallet: SMALL })
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { pay: 'tech_fail' })
  await story.look(20 * MINUTE)
  const before = (await story.published())[0]!.updates.length
  await story.look(9 * HOUR)
  t.equal((await story.published())[0]!.updates.length, before + 2)
})
