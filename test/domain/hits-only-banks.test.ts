import t from 'tap'

import { hitsOnlyBanks } from '../../src/domain/hits-only-banks.ts'

const bank = (id: string, parentId = 'card') =>
  ({ id, kind: 'bank', parentId, worst: 'major_outage' }) as const
const channel = (worst: 'partial_outage' | 'major_outage', id = 'card') =>
  ({ id, kind: 'channel', worst }) as const

t.test('a bank alone, and with the channel it is a part of, is a bank’s trouble', async (t) => {
  t.ok(hitsOnlyBanks([bank('maple')]))
  t.ok(hitsOnlyBanks([bank('maple'), channel('partial_outage')]))
  t.ok(hitsOnlyBanks([bank('maple'), bank('maple-online', 'online')]), 'one bank behind two channels')
})

t.test('a channel that is out, another channel, a function or several banks at once are not', async (t) => {
  t.notOk(hitsOnlyBanks([bank('maple'), channel('major_outage')]))
  t.notOk(hitsOnlyBanks([bank('maple'), channel('partial_outage', 'voucher')]))
  t.notOk(hitsOnlyBanks([bank('maple'), { id: 'pay', kind: 'function', worst: 'degraded' }]))
  t.notOk(hitsOnlyBanks([bank('maple'), bank('river')]))
  t.notOk(hitsOnlyBanks([bank('maple'), undefined]), 'what is configured no longer is not known to be one')
  t.notOk(hitsOnlyBanks([]))
})
