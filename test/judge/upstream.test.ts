import t from 'tap'

import { kinshipOf } from '../../src/judge/kinship.ts'
import { upstreamOf } from '../../src/judge/upstream.ts'
import { channel, component } from './wallet.ts'

const wallet = [
  ...channel('debit', 5).map((one) =>
    one.parentId === undefined ? one : { ...one, dependsOn: ['clearing'] },
  ),
  ...channel('online', 5).map((one) =>
    one.parentId === undefined ? one : { ...one, dependsOn: ['clearing'] },
  ),
  component('transfer', { dependsOn: ['core'] }),
  component('bills', { dependsOn: ['core'] }),
  component('core'),
  component('sms'),
]
const banks = (of: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${of}-bank-${index + 1}`)

const TABLE: readonly (readonly [
  story: string,
  troubled: readonly string[],
  upstream: string | undefined,
])[] = [
  ['one bank is its own trouble', banks('debit', 1), undefined],
  ['two of five banks are two banks', banks('debit', 2), undefined],
  ['three of five banks are the channel’s trouble', banks('debit', 3), 'debit'],
  ['most banks of both channels are clearing’s', [...banks('debit', 3), ...banks('online', 3)], 'clearing'],
  ['all that depends on the core is the core’s', ['transfer', 'bills'], 'core'],
  ['half of two is not 60 %', ['transfer', 'sms'], undefined],
  ['strangers have nothing in common', ['sms', 'transfer', 'debit-bank-1'], undefined],
]

for (const [story, troubled, upstream] of TABLE) {
  t.test(story, async (t) => {
    t.equal(upstreamOf({ troubled, kinship: kinshipOf(wallet), upstreamShare: 0.6 }), upstream)
  })
}
