import * as fc from 'fast-check'
import t from 'tap'

import type { Component } from '../../src/domain/component.ts'
import { STATES, type State } from '../../src/domain/state.ts'
import { judgeComponent, type ComponentQuestion } from '../../src/judge/component-state.ts'
import { component } from './wallet.ts'

const part = (state: State, at = 0, weight = 1): ComponentQuestion['parts'][number] => ({
  component: component(`${state}-${at}`, { weight } satisfies Partial<Component>),
  state,
  at,
})
const times = (count: number, state: State) => Array.from({ length: count }, (_, index) => part(state, index))
const voice = (state: State, at = 0) => ({ state, at, reason: { code: 'first_look' } as const })
const ask = (more: Partial<ComponentQuestion>) =>
  judgeComponent({ verdicts: [], parts: [], previous: voice('operational', -10), now: 1_000, ...more })

const PARTS: readonly (readonly [story: string, parts: ComponentQuestion['parts'], whole: State])[] = [
  [
    'one bank of twenty out leaves the channel partly out',
    [part('major_outage'), ...times(19, 'operational')],
    'partial_outage',
  ],
  ['all banks out is the channel out', times(6, 'major_outage'), 'major_outage'],
  [
    'one slow bank of twenty is not the channel’s',
    [part('degraded'), ...times(19, 'operational')],
    'operational',
  ],
  ['half of the banks slow is', [...times(3, 'degraded'), ...times(3, 'operational')], 'degraded'],
  ['the bank most people use weighs more', [part('degraded', 0, 5), ...times(4, 'operational')], 'degraded'],
  [
    'one bank partly out leaves the channel degraded',
    [part('partial_outage'), ...times(5, 'operational')],
    'degraded',
  ],
  [
    'half of the banks partly out is the channel partly out',
    [...times(2, 'partial_outage'), ...times(2, 'operational')],
    'partial_outage',
  ],
  ['a bank under maintenance is planned', [part('maintenance'), ...times(5, 'operational')], 'operational'],
  ['all banks under maintenance is maintenance', times(3, 'maintenance'), 'maintenance'],
  [
    'maintenance of one does not hide the outage of all others',
    [part('maintenance'), ...times(3, 'major_outage')],
    'major_outage',
  ],
  ['one unseen bank does not hide the others', [part('unknown'), ...times(3, 'operational')], 'operational'],
  ['half unseen is unknown, not green', [part('unknown'), part('operational')], 'unknown'],
  [
    'half unseen and the rest out is no more than partly out',
    [part('unknown'), part('major_outage')],
    'partial_outage',
  ],
  ['mostly unseen is unknown, not green', [...times(3, 'unknown'), part('operational')], 'unknown'],
  [
    'mostly unseen and the rest out is no more than partly out',
    [...times(3, 'unknown'), part('major_outage')],
    'partial_outage',
  ],
]

for (const [story, parts, whole] of PARTS) {
  t.test(story, async (t) => {
    t.equal(ask({ parts }).state, whole)
  })
}

t.test('the reason names the bank that weighs most', async (t) => {
  const parts = [part('major_outage', 1, 1), part('major_outage', 2, 3), ...times(4, 'operational')]
  t.match(ask({ parts }), {
    at: 2,
    reason: { code: 'part_impaired', componentId: 'major_outage-2', sample: { parts: 2 } },
  })
})

t.test('the same trouble for another reason keeps its beginning and names the new reason', async (t) => {
  const before = ask({ parts: [part('major_outage', 1), ...times(4, 'operational')] })
  const after = ask({ parts: [part('major_outage', 2), ...times(4, 'operational')], previous: before })
  t.match(before.reason, { componentId: 'major_outage-1' })
  t.match(after, { state: 'partial_outage', at: 1, reason: { componentId: 'major_outage-2' } })
  t.equal(ask({ parts: [part('major_outage', 2), ...times(4, 'operational')], previous: after }), after)
})

t.test('what is well needs no newer reason', async (t) => {
  const previous = voice('operational', 5)
  t.equal(
    ask({ verdicts: [{ ...voice('operational', 7), reason: { code: 'recovered' } }], previous }),
    previous,
  )
})

t.test('the gravest of its own probes counts', async (t) => {
  t.equal(ask({ verdicts: [voice('operational'), voice('major_outage', 5)] }).state, 'major_outage')
})

t.test('an aspect that nobody has seen outranks a green one', async (t) => {
  t.equal(ask({ verdicts: [voice('operational'), voice('unknown')] }).state, 'unknown')
})

t.test('a component that nothing looks at is unknown', async (t) => {
  t.match(ask({}), { state: 'unknown', reason: { code: 'no_verdict' } })
})

t.test('it gets better when the last thing in the way is gone', async (t) => {
  const previous = voice('major_outage', 100)
  // The flow recovered at 300 while the page it uses has been slow since 50.
  const judged = ask({ previous, verdicts: [voice('operational', 300), voice('degraded', 50)] })
  t.match(judged, { state: 'degraded', at: 300 })
})

t.test('nothing changes before the last change, nor in the future', async (t) => {
  t.equal(ask({ previous: voice('operational', 100), verdicts: [voice('degraded', 50)] }).at, 100)
  t.equal(ask({ previous: voice('operational', 100), verdicts: [voice('degraded', 5_000)] }).at, 1_000)
})

t.test('planned work is shown as such whatever the probes say, since it began', async (t) => {
  const judged = ask({ maintenance: { startsAt: 400 }, verdicts: [voice('major_outage', 300)] })
  t.match(judged, { state: 'maintenance', at: 400, reason: { code: 'maintenance_started' } })
})

t.test('when planned work ends it is judged again, no earlier than the end', async (t) => {
  const previous = voice('maintenance', 100)
  const maintenance = { endedAt: 500 }
  t.match(ask({ previous, maintenance, verdicts: [voice('operational', 5)] }), {
    state: 'operational',
    at: 500,
    reason: { code: 'maintenance_ended' },
  })
  t.match(ask({ previous, maintenance, verdicts: [voice('major_outage', 200)] }), {
    state: 'major_outage',
    at: 500,
  })
})

t.test('the order of parts and probes does not matter', async () => {
  const states = fc.array(fc.constantFrom(...STATES), { maxLength: 8 })
  fc.assert(
    fc.property(states, states, (partStates, voiceStates) => {
      const parts = partStates.map((state, index) => part(state, index))
      const verdicts = voiceStates.map((state, index) => voice(state, index))
      const one = ask({ parts, verdicts })
      const other = ask({ parts: parts.toReversed(), verdicts: verdicts.toReversed() })
      return one.state === other.state && one.at === other.at
    }),
  )
})

t.test(
  'a whole is green only when more than half of its users’ parts were seen and none is out',
  async () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATES), { minLength: 1, maxLength: 20 }), (states) => {
        const parts = states.map((state, index) => part(state, index))
        const seen = states.filter((state) => state !== 'unknown').length
        const green = ask({ parts }).state === 'operational'
        return !green || (seen * 2 > states.length && !states.includes('major_outage'))
      }),
    )
  },
)
