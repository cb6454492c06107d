import t from 'tap'

import type { Observation } from '../../src/domain/observation.ts'
import type { Outcome } from '../../src/domain/outcome.ts'
import { begin, pathOf, MINUTE, SECOND, SMALL, TEN, WALLET } from './story.ts'

/** Looks every 30 s from a moment on, for so many minutes each. */
function looks(probeId: string, fromAt: number, spells: readonly (readonly [Outcome, minutes: number])[]) {
  const outcomes = spells.flatMap(([outcome, minutes]) => Array<Outcome>(minutes * 2).fill(outcome))
  return outcomes.map((outcome, index): Observation => ({
    probeId,
    place: 'here',
    at: fromAt + index * 30 * SECOND,
    outcome,
  }))
}

t.test(
  'an outage that began and ended while the store was away is recorded, and is an incident',
  async (t) => {
    const story = await begin(t, { wallet: SMALL })
    await story.look(10 * MINUTE)
    const at = story.now()
    const batch = looks('bills', at, [
      ['tech_fail', 7],
      ['ok', 8],
    ])
    const { changes, published } = await story.observer.observe(batch, at + 15 * MINUTE)
    t.strictSame(pathOf(changes), ['degraded 10:10:00', 'major_outage 10:10:00', 'operational 10:17:00'])
    t.ok(published)
    const incidents = await story.incidents()
    t.match(incidents, [{ components: [{ componentId: 'bills', worst: 'major_outage' }], startedAt: at }])
    t.equal(incidents.length, 1)
  },
)

t.test('what its banks went through within one batch, their channel went through as well', async (t) => {
  const story = await begin(t)
  await story.look(10 * MINUTE)
  const at = story.now()
  const batch = [
    ...looks('bank-1', at, [
      ['tech_fail', 5],
      ['ok', 21],
    ]),
    ...looks('bank-2', at, [
      ['ok', 15],
      ['tech_fail', 5],
      ['ok', 6],
    ]),
    ...['bank-3', 'bank-4', 'bank-5'].flatMap((id) => looks(id, at, [['ok', 26]])),
  ]
  await story.observer.observe(batch, at + 26 * MINUTE)
  t.strictSame(pathOf(await story.changes('debit')).slice(1), [
    'partial_outage 10:10:00',
    'operational 10:15:00',
    'partial_outage 10:25:00',
    'operational 10:30:00',
  ])
})

t.test('a silence within a batch is not bridged', async (t) => {
  const story = await begin(t, { wallet: SMALL })
  await story.look(MINUTE)
  const at = story.now()
  const batch = [...looks('bills', at, [['ok', 1]]), ...looks('bills', at + 20 * MINUTE, [['ok', 1]])]
  const { changes } = await story.observer.observe(batch, at + 21 * MINUTE)
  t.strictSame(pathOf(changes), ['unknown 10:03:10', 'operational 10:21:00'])
})

t.test('a batch in which nothing turns twice is judged once', async (t) => {
  const story = await begin(t)
  const batch = WALLET.components
    .filter(({ parentId }) => parentId === 'debit')
    .map(({ id }): Observation => ({ probeId: id, place: 'here', at: TEN, outcome: 'ok' }))
  const { changes } = await story.observer.observe(batch, TEN)
  t.strictSame(
    changes.filter(({ componentId }) => componentId === 'debit').map(({ to }) => to),
    ['operational'],
  )
})
