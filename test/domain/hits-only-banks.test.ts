import t from 'tap'

import { hitsOnlyBanks } from '../../src/domain/hits-only-banks.ts'
import type { State } from '../../src/domain/state.ts'

const channel = (id: string, banks: readonly string[]) => [
  { id, kind: 'channel' as const },
  ...banks.map((bank) => ({ id: `${id}-${bank}`, kind: 'bank' as const, parentId: id })),
]
const wallet = {
  upstreamShare: 0.6,
  components: [
    ...channel('card', ['maple', 'river', 'harbour', 'summit', 'lotus', 'plain']),
    ...channel('online', ['maple', 'river', 'harbour']),
    ...channel('voucher', []),
    { id: 'pay', kind: 'function' as const },
  ],
}
const hit = (componentId: string, worst: State = 'major_outage') => ({ componentId, worst })
const cards = (...banks: readonly string[]) => banks.map((bank) => hit(`card-${bank}`))

t.test('a few banks, and the channels they are parts of, are those banks’ trouble', async (t) => {
  t.ok(hitsOnlyBanks(cards('maple'), wallet))
  t.ok(hitsOnlyBanks([...cards('maple'), hit('card', 'partial_outage')], wallet))
  t.ok(hitsOnlyBanks([...cards('maple'), hit('online-maple')], wallet), 'one bank behind two channels')
  t.ok(hitsOnlyBanks([...cards('maple', 'river'), hit('card', 'partial_outage')], wallet), 'two of six')
  t.ok(hitsOnlyBanks(cards('maple', 'river', 'harbour'), wallet), 'three of six')
})

t.test('most banks of a channel together are not: they share what is ours', async (t) => {
  t.notOk(hitsOnlyBanks(cards('maple', 'river', 'harbour', 'summit'), wallet), 'four of six')
  t.notOk(hitsOnlyBanks([hit('online-maple'), hit('online-river')], wallet), 'two of three')
  t.notOk(hitsOnlyBanks([...cards('maple'), hit('online-maple'), hit('online-river')], wallet))
  t.ok(hitsOnlyBanks(cards('maple', 'river', 'harbour', 'summit'), { ...wallet, upstreamShare: 0.8 }))
})

t.test('a channel that is out, another channel and a function are not', async (t) => {
  t.notOk(hitsOnlyBanks([...cards('maple'), hit('card')], wallet))
  t.notOk(hitsOnlyBanks([...cards('maple'), hit('voucher', 'partial_outage')], wallet))
  t.notOk(hitsOnlyBanks([...cards('maple'), hit('pay', 'degraded')], wallet))
  t.notOk(hitsOnlyBanks([...cards('maple'), hit('gone')], wallet), 'what is configured no longer is unknown')
  t.notOk(hitsOnlyBanks([], wallet))
})
