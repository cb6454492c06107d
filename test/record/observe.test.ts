import t from 'tap'

import { componentStates } from '../../src/store/states.ts'
import { recentObservations } from '../../src/store/observations/observations.ts'
import { sampleProbe } from '../support/sample-probe.ts'
import { begin, pathOf, MINUTE, SECOND, SMALL, TEN } from './story.ts'

t.test(
  'an outage and its recovery are two changes, backdated to the first look that showed them',
  async (t) => {
    const story = await begin(t)
    await story.look(10 * MINUTE)
    await story.look(10 * MINUTE, { bills: 'tech_fail' })
    await story.look(10 * MINUTE)
    t.strictSame(pathOf(await story.changes('bills')), [
      'operational 10:00:00',
      'degraded 10:10:00',
      'major_outage 10:10:00',
      'operational 10:20:00',
    ])
    const [, degraded, out] = await story.changes('bills')
    t.match(degraded, {
      from: 'operational',
      recordedAt: TEN + 10.5 * MINUTE,
      reason: { code: 'success_rate' },
    })
    t.match(out, {
      from: 'degraded',
      recordedAt: TEN + 12 * MINUTE,
      reason: { code: 'consecutive_failures' },
    })
  },
)

t.test('the state that is stored is the one of the last change', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'slow' })
  const states = await componentStates(story.db)
  t.match(states.get('bills'), {
    state: 'degraded',
    sinceAt: TEN + 5 * MINUTE,
    reason: { code: 'consecutive_slow' },
  })
  t.match(states.get('sms'), { state: 'operational', sinceAt: TEN })
})

t.test('a bank out leaves its channel partly out', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { 'bank-1': 'tech_fail' })
  t.equal(pathOf(await story.changes('debit')).at(-1), 'partial_outage 10:05:00')
  t.match((await story.changes('debit')).at(-1)?.reason, { code: 'part_impaired', componentId: 'bank-1' })
})

t.test('when one bank is back and another one out, the channel names the one that is out', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(3 * MINUTE, { 'bank-1': 'tech_fail' })
  await story.look(4 * MINUTE, { 'bank-2': 'tech_fail' })
  const path = pathOf(await story.changes('debit'))
  const at = story.now()
  const batch = ['bank-1', 'bank-2'].map(
    (probeId, index) =>
      ({ probeId, place: 'here', at: at + 60 * SECOND, outcome: index === 0 ? 'ok' : 'tech_fail' }) as const,
  )
  const { changes, published } = await story.observer.observe(batch, at + 60 * SECOND)
  t.match(changes, [{ componentId: 'bank-1', to: 'operational' }], 'and nothing of the channel')
  t.ok(published)
  t.strictSame(pathOf(await story.changes('debit')), path)
  const debit = (await componentStates(story.db)).get('debit')
  t.match(debit, { state: 'partial_outage', reason: { code: 'part_impaired', componentId: 'bank-2' } })
  t.equal(debit?.sinceAt, TEN + 5 * MINUTE)
})

t.test('a second cause of the same trouble has the page rebuilt without a change', async (t) => {
  const probes = ['front', 'back'].map((id) => sampleProbe({ id, componentId: 'bills' }))
  const story = await begin(t, { wallet: SMALL, probes })
  await story.look(5 * MINUTE)
  await story.look(5 * MINUTE, { front: 'slow' })
  await story.look(5 * MINUTE, { back: 'pending' })
  const stored = async () => (await componentStates(story.db)).get('bills')
  t.match(await stored(), { sinceAt: TEN + 5 * MINUTE, reason: { code: 'consecutive_slow' } })
  const at = story.now()
  const recorded = await story.observer.observe([{ probeId: 'front', place: 'here', at, outcome: 'ok' }], at)
  t.match(recorded, { changes: [], published: true })
  t.match(await stored(), { sinceAt: TEN + 5 * MINUTE, reason: { code: 'consecutive_pending' } })
})

t.test('a first failure asks for another look soon, and an outage that is certain does not', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  const look = (afterMs: number) => {
    const at = story.now() + afterMs
    return story.observer.observe([{ probeId: 'bills', place: 'here', at, outcome: 'tech_fail' }], at)
  }
  t.strictSame((await look(0)).recheck, ['bills'])
  for (const after of [5, 10, 15]) await look(after * SECOND)
  t.strictSame((await look(20 * SECOND)).recheck, [])
})

t.test('a batch that could not be stored is judged as if it had never been handed in', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  const at = story.now()
  const batch = Array.from({ length: 5 }, (_, index) => ({
    probeId: 'bills',
    place: 'here',
    at: at + index * SECOND,
    outcome: 'tech_fail' as const,
  }))
  // The second batch breaks the transaction after everything of it was judged: a state that no column takes.
  await story.db.schema.alterTable('changes').renameTo('elsewhere').execute()
  await t.rejects(story.observer.observe(batch, at + 5 * SECOND))
  await story.db.schema.alterTable('elsewhere').renameTo('changes').execute()
  t.equal((await recentObservations(story.db, { probeId: 'bills', limit: 1 }))[0]?.outcome, 'ok')
  const { changes } = await story.observer.observe(batch, at + 6 * SECOND)
  t.strictSame(pathOf(changes), ['degraded 10:05:00', 'partial_outage 10:05:00', 'major_outage 10:05:00'])
})

t.test('the same batch handed in twice changes nothing', async (t) => {
  const { observer } = await begin(t)
  const batch = [{ probeId: 'bills', place: 'here', at: TEN, outcome: 'ok' as const }]
  t.equal((await observer.observe(batch, TEN)).changes.length, 1)
  t.strictSame(await observer.observe(batch, TEN), { changes: [], recheck: [], published: false })
})

t.test('looks of a probe that is no longer configured are stored and judged by nobody', async (t) => {
  const { observer, db } = await begin(t)
  const recorded = await observer.observe(
    [{ probeId: 'gone', place: 'here', at: TEN, outcome: 'tech_fail' }],
    TEN,
  )
  t.strictSame(recorded.changes, [])
  t.equal((await recentObservations(db, { probeId: 'gone', limit: 5 })).length, 1)
})

t.test('two places must agree before a component is out', async (t) => {
  const { observer } = await begin(t)
  const from = (place: string, at: number, outcome: 'ok' | 'tech_fail') => ({
    probeId: 'bills',
    place,
    at,
    outcome,
  })
  for (let round = 0; round < 6; round += 1) {
    const at = TEN + round * 30 * SECOND
    await observer.observe(
      [from('north', at, 'tech_fail'), from('south', at, 'ok'), from('west', at, 'ok')],
      at,
    )
  }
  const recorded: string[] = []
  for (let round = 6; round < 12; round += 1) {
    const at = TEN + round * 30 * SECOND
    const batch = [from('north', at, 'tech_fail'), from('south', at, 'tech_fail'), from('west', at, 'ok')]
    recorded.push(...pathOf((await observer.observe(batch, at)).changes))
  }
  t.equal(recorded.at(-1), 'major_outage 10:03:00')
})
