import t from 'tap'

import type { Impact } from '../../src/domain/incident.ts'
import type { State } from '../../src/domain/state.ts'
import { impactOf } from '../../src/judge/impact.ts'
import { channel, component } from './wallet.ts'

const wallet = [
  component('pay', { task: 'pay' }),
  component('bills'),
  component('freeze', { lifeline: true }),
  ...channel('debit', 3),
  ...channel('credit', 0),
]

const TABLE: readonly (readonly [
  story: string,
  affected: Readonly<Record<string, State>>,
  impact: Impact,
])[] = [
  ['nothing affected is no impact', {}, 'none'],
  ['a bank out is minor', { 'debit-bank-1': 'major_outage' }, 'minor'],
  [
    'a bank out and its channel partly is minor',
    { 'debit-bank-1': 'major_outage', debit: 'partial_outage' },
    'minor',
  ],
  ['one channel of two out is major', { debit: 'major_outage' }, 'major'],
  ['every channel out is critical', { debit: 'major_outage', credit: 'major_outage' }, 'critical'],
  ['paying out is critical', { pay: 'major_outage' }, 'critical'],
  ['paying partly out is major', { pay: 'partial_outage' }, 'major'],
  ['paying slowly is minor', { pay: 'degraded' }, 'minor'],
  ['bills out is major', { bills: 'major_outage' }, 'major'],
  ['a lifeline out is critical', { freeze: 'major_outage' }, 'critical'],
  ['maintenance is none', { pay: 'maintenance' }, 'none'],
]

for (const [story, affected, impact] of TABLE) {
  t.test(story, async (t) => {
    const list = Object.entries(affected).map(([componentId, worst]) => ({ componentId, worst }))
    t.equal(impactOf(list, wallet), impact)
  })
}
