import t from 'tap'

import { readPhoneNumber } from '../src/notify/transports/phone-number.ts'
import type { Transport } from '../src/notify/transports/transport.ts'
import { addressesOf } from '../src/subscribing.ts'

const sms: Transport = {
  limits: { concurrency: 1, timeoutMs: 1 },
  readAddress: ({ address = '' }) => {
    const number = readPhoneNumber(address, 'CN')
    return number === undefined
      ? { ok: false, field: 'address', problem: 'sms_number' }
      : { ok: true, address: number, settings: {} }
  },
  mask: () => '…',
  deliver: async () => ({}),
  close: async () => {},
}

t.test('numbers are taken of the country of one’s own, unless others are named', async (t) => {
  const read = (address: string, countries?: string[]) =>
    addressesOf({ sms }, { country: 'CN', ...(countries && { countries }) }).read('sms', { address })
  t.match(read('13800000000'), { ok: true, address: '+8613800000000' })
  t.match(read('+6581234567'), { ok: false, problem: 'sms_country' })
  t.match(read('+6581234567', ['CN', 'SG']), { ok: true })
  t.match(read('+870773111632', ['CN', 'SG']), { ok: false }, 'a satellite is in no country')
  t.match(read('nonsense'), { ok: false, problem: 'sms_number' })
})
