import * as fc from 'fast-check'
import t from 'tap'

import { STATES, type State } from '../../src/domain/state.ts'
import { pageVerdict, type PageVerdict } from '../../src/judge/page-verdict.ts'
import { channel, component } from './wallet.ts'

const wallet = [
  component('pay', { task: 'pay' }),
  component('transfer', { task: 'transfer' }),
  component('withdraw', { task: 'withdraw' }),
  ...channel('debit', 20),
  ...channel('credit', 0),
  component('bills'),
  component('freeze', { lifeline: true }),
]
const verdictWith = (states: Readonly<Record<string, State>>, rest: State = 'operational') =>
  pageVerdict(
    wallet.map((one) => ({ component: one, state: states[one.id] ?? rest })),
    0.6,
  )
const all = (prefix: string, state: State) =>
  Object.fromEntries(wallet.filter(({ id }) => id.startsWith(prefix)).map(({ id }) => [id, state]))

const TABLE: readonly (readonly [
  story: string,
  states: Readonly<Record<string, State>>,
  verdict: PageVerdict,
])[] = [
  ['all is well', {}, { level: 'all_clear', state: 'operational', componentIds: [] }],
  [
    'one bank of twenty down keeps the page calm and names the bank, not the channel',
    { 'debit-bank-7': 'major_outage', debit: 'partial_outage' },
    { level: 'some_trouble', state: 'degraded', componentIds: ['debit-bank-7'] },
  ],
  [
    'most banks of a channel down are called by the channel',
    {
      ...Object.fromEntries(
        Array.from({ length: 12 }, (_, nth) => [`debit-bank-${nth + 1}`, 'major_outage' as const]),
      ),
      debit: 'partial_outage',
    },
    { level: 'some_trouble', state: 'degraded', componentIds: ['debit'] },
  ],
  [
    'a channel out is named without its banks, and there is another way to top up',
    all('debit', 'major_outage'),
    { level: 'some_trouble', state: 'degraded', componentIds: ['debit'] },
  ],
  [
    'a task with no way that works is a partial outage',
    { pay: 'major_outage' },
    { level: 'some_trouble', state: 'partial_outage', componentIds: ['pay'] },
  ],
  [
    'a lifeline out is too',
    { freeze: 'major_outage' },
    { level: 'some_trouble', state: 'partial_outage', componentIds: ['freeze'] },
  ],
  [
    'bills out is calm',
    { bills: 'major_outage' },
    { level: 'some_trouble', state: 'degraded', componentIds: ['bills'] },
  ],
  [
    'the gravest is named first',
    { pay: 'degraded', bills: 'major_outage' },
    { level: 'some_trouble', state: 'degraded', componentIds: ['bills', 'pay'] },
  ],
  [
    'more than half of the tasks out is the wallet down',
    { pay: 'major_outage', transfer: 'major_outage', withdraw: 'major_outage' },
    { level: 'wallet_down', state: 'major_outage', componentIds: ['pay', 'transfer', 'withdraw'] },
  ],
  [
    'planned work alone is maintenance',
    { debit: 'maintenance', 'debit-bank-1': 'maintenance' },
    { level: 'maintenance', state: 'maintenance', componentIds: ['debit'] },
  ],
  [
    'planned work never hides the outage of another',
    { debit: 'maintenance', pay: 'degraded' },
    { level: 'some_trouble', state: 'degraded', componentIds: ['pay'] },
  ],
  [
    'one unseen task leaves the rest to be said',
    { pay: 'unknown' },
    { level: 'all_clear', state: 'operational', componentIds: [] },
  ],
  [
    'half of the tasks unseen is blind',
    { pay: 'unknown', transfer: 'unknown' },
    { level: 'blind', state: 'unknown', componentIds: [] },
  ],
]

for (const [story, states, verdict] of TABLE) {
  t.test(story, async (t) => {
    t.strictSame(verdictWith(states), verdict)
  })
}

t.test('all unseen is blind, but what is seen to be out is said', async (t) => {
  t.equal(verdictWith({}, 'unknown').level, 'blind')
  t.strictSame(verdictWith({ pay: 'major_outage' }, 'unknown').componentIds, ['pay'])
})

t.test('where no component names a task, each of them counts', async (t) => {
  const seen = [component('a'), component('b'), component('c')].map((one, index) => ({
    component: one,
    state: index < 2 ? ('major_outage' as const) : ('operational' as const),
  }))
  t.equal(pageVerdict(seen, 0.6).level, 'wallet_down')
})

t.test('all clear is never said while anything is impaired, nor while most is unseen', async () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...STATES), { minLength: wallet.length, maxLength: wallet.length }),
      (states) => {
        const seen = wallet.map((one, index) => ({ component: one, state: states[index]! }))
        const impaired = states.some((state) => /degraded|outage/.test(state))
        return pageVerdict(seen, 0.6).level !== 'all_clear' || !impaired
      },
    ),
  )
})
