import fc from 'fast-check'
import t from 'tap'

import { prefixOfAddress } from '../../src/http/askers/address-prefix.ts'

t.test('an address is told in three steps', async (t) => {
  t.strictSame(prefixOfAddress('192.0.2.7'), {
    near: '192.0.2.7',
    wide: '192.0.2',
    block: '192.0.2',
    net: '192.0',
  })
  t.strictSame(prefixOfAddress('::ffff:192.0.2.7'), prefixOfAddress('192.0.2.7'))
  const { near, block, net } = prefixOfAddress('2001:db8:1:2:3:4:5:6')
  t.strictSame(
    [near, block, net].map((step) => step.split('.').length),
    [8, 6, 4],
  )
  t.strictSame(prefixOfAddress('2001:db8:1:2::9').near, near, 'an IPv6 /64 is one connection')
})

t.test('whatever stands where an address should be is one stranger', async () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { near, block, net } = prefixOfAddress(text)
      return near === '' ? block === '' && net === '' : near.startsWith(block) && block.startsWith(net)
    }),
  )
})
