import fc from 'fast-check'
import t from 'tap'

import { prefixOfAddress } from '../../src/http/askers/address-prefix.ts'

t.test('IPv4 counts by address and by 256 of them, also in the clothes of IPv6', async (t) => {
  const { near, wide } = prefixOfAddress('192.0.2.7')
  t.match(prefixOfAddress('::ffff:192.0.2.7'), { near, wide })
  t.not(prefixOfAddress('192.0.2.8').near, near)
  t.equal(prefixOfAddress('192.0.2.8').wide, wide)
  t.not(prefixOfAddress('192.0.3.7').wide, wide)
})

t.test('IPv6 counts by what a provider gives one home, however it is written', async (t) => {
  const { near, wide } = prefixOfAddress('2001:db8:0:1::1')
  t.match(prefixOfAddress('2001:0DB8:0000:0001:ffff::'), { near, wide })
  t.not(prefixOfAddress('2001:db8:0:2::1').near, near)
  t.equal(prefixOfAddress('2001:db8:0:2::1').wide, wide)
  t.not(prefixOfAddress('2001:db8:0:100::1').wide, wide)
})

t.test('every address has a prefix, and what is none has the same for all', async (t) => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      t.not(prefixOfAddress(address).near, '')
    }),
  )
  for (const text of ['', 'nobody', '1.2.3.4.5', '::g'])
    t.strictSame(prefixOfAddress(text), { near: '', wide: '', block: '', net: '' })
})
