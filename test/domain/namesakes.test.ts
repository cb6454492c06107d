import t from 'tap'

import { foldNamesakes, foldParts } from '../../src/domain/namesakes.ts'
import { both, component } from '../publish/small-wallet.ts'

const components = [
  component('debit-card'),
  component('debit-card-harbour', { parentId: 'debit-card', name: both('Harbour') }),
  component('debit-card-maple', { parentId: 'debit-card', name: both('Maple') }),
  component('online'),
  component('online-harbour', { parentId: 'online', name: both('Harbour') }),
]

t.test('a bank that fails in every channel of its group is one name', async (t) => {
  t.strictSame(foldNamesakes(['debit-card-harbour', 'sign-in', 'online-harbour'], components), [
    { groupId: 'top-up', name: both('Harbour'), ids: ['debit-card-harbour', 'online-harbour'] },
    'sign-in',
  ])
})

t.test('a bank that still works in another channel keeps its channel’s name', async (t) => {
  t.strictSame(foldNamesakes(['debit-card-harbour'], components), ['debit-card-harbour'])
})

t.test('a bank with one channel, and what is no part, stay as they are', async (t) => {
  t.strictSame(foldNamesakes(['debit-card-maple', 'debit-card', 'gone'], components), [
    'debit-card-maple',
    'debit-card',
    'gone',
  ])
})

t.test('several banks of one channel are one name, where the first of them stood', async (t) => {
  t.strictSame(foldParts(['debit-card-harbour', 'sign-in', 'debit-card-maple'], components), [
    { parentId: 'debit-card', ids: ['debit-card-harbour', 'debit-card-maple'] },
    'sign-in',
  ])
})

t.test(
  'one bank alone, and one that is out in every channel, are not named with their channel’s others',
  async (t) => {
    t.strictSame(foldParts(['debit-card-maple'], components), ['debit-card-maple'])
    t.strictSame(foldParts(['debit-card-harbour', 'online-harbour', 'debit-card-maple'], components), [
      { groupId: 'top-up', name: both('Harbour'), ids: ['debit-card-harbour', 'online-harbour'] },
      'debit-card-maple',
    ])
  },
)
