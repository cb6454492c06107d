import t from 'tap'

import { placeTrouble, type Case, type PlacementQuestion } from '../../src/judge/grouping.ts'
import { kinshipOf } from '../../src/judge/kinship.ts'
import { channel, component } from './wallet.ts'
import { MINUTE } from './looks.ts'

const kinship = kinshipOf([
  ...channel('debit', 3, { dependsOn: ['clearing'] }),
  component('withdraw', { dependsOn: ['clearing'] }),
  component('clearing'),
  component('sms'),
])
const rules = { groupWithinMs: 2 * MINUTE, reopenWithinMs: 30 * MINUTE }
const now = 100 * MINUTE

const incident = (componentId: string, more: Partial<Case> = {}): Case => ({
  id: `about-${componentId}`,
  phase: 'investigating',
  origin: 'probe',
  publication: 'published',
  startedAt: now - 60 * MINUTE,
  components: [{ componentId, worst: 'degraded', joinedAt: now - 60 * MINUTE }],
  updates: [],
  ...more,
})
const joined = (componentId: string, agoMs: number): Pick<Case, 'components'> => ({
  components: [{ componentId, worst: 'degraded', joinedAt: now - agoMs }],
})

const word = (author: 'operator' | 'probe') =>
  ({ id: 'word', phase: 'monitoring', body: {}, at: now - 300 * MINUTE, author }) as const

const TABLE: readonly (readonly [
  story: string,
  componentId: string,
  cases: readonly Case[],
  placed: string,
])[] = [
  ['the first trouble opens an incident', 'sms', [], 'open'],
  ['what an open incident holds belongs to it', 'sms', [incident('sms')], 'join about-sms'],
  ['a stranger to an old incident opens its own', 'sms', [incident('withdraw')], 'open'],
  [
    'a stranger joins one that is still spreading',
    'sms',
    [incident('withdraw', joined('withdraw', MINUTE))],
    'join about-withdraw',
  ],
  [
    'a draft spreads as well',
    'sms',
    [incident('withdraw', { ...joined('withdraw', MINUTE), publication: 'draft' })],
    'join about-withdraw',
  ],
  ['a bank joins its channel’s incident', 'debit-bank-1', [incident('debit')], 'join about-debit'],
  ['a channel joins its bank’s incident', 'debit', [incident('debit-bank-1')], 'join about-debit-bank-1'],
  [
    'a bank joins another bank’s of the same channel',
    'debit-bank-2',
    [incident('debit-bank-1')],
    'join about-debit-bank-1',
  ],
  ['what shares a declared dependency joins', 'withdraw', [incident('debit')], 'join about-debit'],
  ['what depends on the troubled one joins', 'withdraw', [incident('clearing')], 'join about-clearing'],
  [
    'an incident that is being watched takes back its own',
    'sms',
    [incident('sms', { phase: 'monitoring', monitoringAt: now - MINUTE })],
    'reopen about-sms',
  ],
  [
    'an incident that is being watched takes no stranger',
    'sms',
    [incident('withdraw', { ...joined('withdraw', MINUTE), phase: 'monitoring', monitoringAt: now })],
    'open',
  ],
  [
    'what a person has resolved is not opened again by a machine',
    'sms',
    [incident('sms', { phase: 'resolved', resolvedAt: now - 20 * MINUTE, updates: [word('operator')] })],
    'open',
  ],
  [
    'what ended a short time ago is opened again',
    'sms',
    [incident('sms', { phase: 'resolved', resolvedAt: now - 20 * MINUTE })],
    'reopen about-sms',
  ],
  [
    'what ended long ago is not',
    'sms',
    [incident('sms', { phase: 'resolved', resolvedAt: now - 40 * MINUTE })],
    'open',
  ],
  [
    'a machine does not open again what a person wrote',
    'sms',
    [incident('sms', { phase: 'resolved', resolvedAt: now, origin: 'operator' })],
    'open',
  ],
  [
    'money matched for a short time is the same trouble',
    'sms',
    [incident('sms', { phase: 'reconciling', monitoringAt: now - 20 * MINUTE })],
    'reopen about-sms',
  ],
  [
    'money matched for a long time is another',
    'sms',
    [incident('sms', { phase: 'reconciling', monitoringAt: now - 300 * MINUTE })],
    'open',
  ],
  [
    'money matched since nobody knows when is another',
    'sms',
    [incident('sms', { phase: 'reconciling' })],
    'open',
  ],
  [
    'what a person watches takes back its own for a short time',
    'sms',
    [incident('sms', { phase: 'monitoring', monitoringAt: now - 20 * MINUTE, origin: 'operator' })],
    'reopen about-sms',
  ],
  [
    'what a person has watched for a long time does not',
    'sms',
    [incident('sms', { phase: 'monitoring', monitoringAt: now - 300 * MINUTE, origin: 'operator' })],
    'open',
  ],
  [
    'nor does what a person wrote into',
    'sms',
    [incident('sms', { phase: 'monitoring', monitoringAt: now - 300 * MINUTE, updates: [word('operator')] })],
    'open',
  ],
  [
    'what a machine watches takes back its own however long that takes',
    'sms',
    [incident('sms', { phase: 'monitoring', monitoringAt: now - 300 * MINUTE, updates: [word('probe')] })],
    'reopen about-sms',
  ],
  [
    'an operator’s incident takes in kin',
    'debit-bank-1',
    [incident('debit', { origin: 'operator' })],
    'join about-debit',
  ],
  [
    'an operator’s incident takes no stranger',
    'sms',
    [incident('debit', { ...joined('debit', 0), origin: 'operator' })],
    'open',
  ],
  [
    'a dropped draft takes its own in silence',
    'sms',
    [incident('sms', { publication: 'dropped' })],
    'silence about-sms',
  ],
  [
    'a dropped draft hides nobody else',
    'debit',
    [incident('withdraw', { ...joined('withdraw', 0), publication: 'dropped' })],
    'open',
  ],
]

for (const [story, componentId, cases, placed] of TABLE) {
  t.test(story, async (t) => {
    t.equal(place({ trouble: { componentId, state: 'degraded' }, cases }), placed)
  })
}

t.test('a dropped draft does not silence what got worse', async (t) => {
  const cases = [incident('sms', { publication: 'dropped' })]
  t.equal(place({ trouble: { componentId: 'sms', state: 'major_outage' }, cases }), 'open')
})

function place(question: Pick<PlacementQuestion, 'trouble' | 'cases'>): string {
  const placement = placeTrouble({ ...question, kinship, rules, now })
  return placement.kind === 'open' ? 'open' : `${placement.kind} ${placement.incidentId}`
}
