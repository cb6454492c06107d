import t from 'tap'

import { calledBy } from '../../src/domain/called.ts'
import type { Component } from '../../src/domain/component.ts'
import type { State } from '../../src/domain/state.ts'

const part = (id: string, groupId: string, more: Partial<Component> = {}): Component => ({
  id,
  groupId,
  name: {},
  purpose: {},
  kind: 'function',
  weight: 1,
  lifeline: false,
  money: false,
  dependsOn: [],
  onlyWhenImpaired: false,
  alternatives: [],
  ...more,
})
const WALLET = [
  part('password', 'safety'),
  part('freeze', 'safety', { lifeline: true }),
  part('bills', 'account'),
  part('sign-in', 'account', { task: 'sign_in' }),
  part('pay-code', 'pay', { task: 'pay', money: true }),
  part('pay-card', 'pay', { task: 'pay', money: true }),
  part('auto-debit', 'pay', { money: true }),
  part('card', 'top-up', { kind: 'channel', task: 'top_up', money: true }),
  part('card-maple', 'top-up', { kind: 'bank', parentId: 'card', money: true }),
  part('agent', 'top-up', { kind: 'channel', task: 'top_up', money: true }),
  part('hotline', 'support', { task: 'call', lifeline: true }),
  part('clearing', 'partners', { money: true, onlyWhenImpaired: true }),
]
const SHOWN = WALLET.filter((one) => one.parentId === undefined && !one.onlyWhenImpaired).map(({ id }) => id)

function called(ids: readonly string[], states: Readonly<Record<string, State>> = {}): string[] {
  const hits = ids.map((componentId) => ({ componentId, worst: states[componentId] ?? 'major_outage' }))
  return calledBy(WALLET, hits).map((one) =>
    one.kind === 'wallet' ? 'wallet' : one.kind === 'group' ? `group ${one.groupId}` : one.componentId,
  )
}
const without = (...ids: readonly string[]) => SHOWN.filter((id) => !ids.includes(id))

t.test('all that people come for is the whole wallet, though somebody can still be called', async (t) => {
  t.strictSame(called([...SHOWN, 'clearing']), ['wallet'])
  t.strictSame(called(without('hotline')), ['wallet'])
  t.notMatch(called(without('agent')), ['wallet'], 'one way to top up works')
  t.notMatch(called(without('bills', 'password')), ['wallet'], 'too much works')
  t.notMatch(called(SHOWN, { agent: 'degraded' }), ['wallet'], 'what is slow is not out')
  t.strictSame(called(SHOWN, Object.fromEntries(SHOWN.map((id) => [id, 'degraded']))), ['wallet'])
})

t.test('a whole group is called by its name, before anything single', async (t) => {
  t.strictSame(called(['freeze', 'pay-code', 'pay-card', 'auto-debit']), ['group pay', 'freeze'])
  t.strictSame(called(['pay-code', 'pay-card']), ['pay-code', 'pay-card'])
  t.strictSame(called(['hotline']), ['hotline'], 'one of one is no group')
  t.strictSame(
    called(['pay-code', 'pay-card', 'auto-debit'], { 'auto-debit': 'degraded' }),
    ['pay-code', 'pay-card', 'auto-debit'],
    'nor is what is partly slow',
  )
  t.strictSame(called(['card-maple', 'agent']), ['agent', 'card-maple'], 'a bank is not its channel')
})

t.test('what is gravest comes first, then what keeps people safe, then what moves money', async (t) => {
  t.strictSame(called(['bills', 'auto-debit', 'pay-code', 'freeze', 'clearing']), [
    'freeze',
    'pay-code',
    'auto-debit',
    'bills',
    'clearing',
  ])
  t.strictSame(called(['freeze', 'bills'], { freeze: 'degraded' }), ['bills', 'freeze'])
  t.strictSame(called([]), [])
})
