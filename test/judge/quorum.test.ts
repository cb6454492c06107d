import * as fc from 'fast-check'
import t from 'tap'

import { STATES, type State } from '../../src/domain/state.ts'
import type { Verdict } from '../../src/judge/judge-probe.ts'
import { agree } from '../../src/judge/quorum.ts'

const verdict = (state: State, at = 0, unconfirmed = false): Verdict => ({
  state,
  at,
  reason: { code: 'consecutive_failures' },
  unconfirmed,
})

const TABLE: readonly (readonly [story: string, states: readonly State[], quorum: number, agreed: State])[] =
  [
    ['one place decides alone', ['major_outage'], 0.5, 'major_outage'],
    ['one of two places is half', ['major_outage', 'operational'], 0.5, 'major_outage'],
    ['one of three places is not enough', ['major_outage', 'operational', 'operational'], 0.5, 'operational'],
    ['two of three are', ['major_outage', 'operational', 'major_outage'], 0.5, 'major_outage'],
    [
      'they agree on the milder where they differ',
      ['major_outage', 'degraded', 'operational'],
      0.5,
      'degraded',
    ],
    ['a place in the dark has no vote', ['unknown', 'unknown', 'operational'], 0.5, 'operational'],
    ['all in the dark know nothing', ['unknown', 'unknown'], 0.5, 'unknown'],
    ['a quorum of one asks for all', ['major_outage', 'major_outage', 'operational'], 1, 'operational'],
  ]

for (const [story, states, quorum, agreed] of TABLE) {
  t.test(story, async (t) => {
    const verdicts = states.map((state) => verdict(state))
    t.equal(agree(verdicts, quorum).state, agreed)
  })
}

t.test('they agree when the last of those needed came to see it', async (t) => {
  const agreed = agree(
    [verdict('major_outage', 3), verdict('operational', 1), verdict('major_outage', 7)],
    0.5,
  )
  t.equal(agreed.at, 7)
})

t.test('one unconfirmed place asks for another look', async (t) => {
  t.equal(agree([verdict('operational'), verdict('operational', 0, true)], 0.5).unconfirmed, true)
})

t.test('the order of the places does not matter', async () => {
  const verdicts = fc.array(
    fc.record({ state: fc.constantFrom(...STATES), at: fc.nat(50), unconfirmed: fc.boolean() }),
    { minLength: 1, maxLength: 6 },
  )
  fc.assert(
    fc.property(verdicts, fc.double({ min: 0, max: 1, noNaN: true }), (some, quorum) => {
      const all = some.map(({ state, at, unconfirmed }) => verdict(state, at, unconfirmed))
      const forwards = agree(all, quorum)
      const backwards = agree(all.toReversed(), quorum)
      return (
        forwards.state === backwards.state &&
        forwards.at === backwards.at &&
        forwards.unconfirmed === backwards.unconfirmed
      )
    }),
  )
})
