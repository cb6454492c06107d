import fc from 'fast-check'
import t from 'tap'

import { LOCALES } from '../../../src/domain/locale.ts'
import { TRANSPORT_KINDS } from '../../../src/domain/transport.ts'
import { loadTexts } from '../../../src/lib/text.ts'
import { createTransports } from '../../../src/notify/transports/transports.ts'
import { addressesOf } from '../../../src/subscribing.ts'
import { answeringOutbound } from './outbounds.ts'
import { testDeps } from './subjects.ts'

const texts = loadTexts('templates/locales')

/** Every kind of mistake that somebody is known to make, and then some. */
const MISTAKES = [
  '',
  ' ',
  'nobody',
  'lin@',
  '林@example.com',
  `${'x'.repeat(65)}@example.com`,
  'ftp://example.com/',
  'https://a:b@example.com/',
  'https://example.com:22/',
  'https://localhost/',
  'https://printer/',
  'http://127.0.0.1/',
  'http://[::1]/',
  'http://2130706433/',
  'http://169.254.169.254/latest/meta-data',
  `https://example.com/${'x'.repeat(5_000)}`,
  '12345',
  '+86 1',
  '☃',
]

/** With everything set up. */
function allAddresses() {
  const deps = testDeps(
    'http://127.0.0.1:9',
    answeringOutbound(() => ({ status: 200 })),
  )
  const mail = { smtpUrl: 'smtp://127.0.0.1:9', email: { from: 'status@lamplight.example' } }
  return addressesOf(createTransports({ ...deps, settings: { ...deps.settings, ...mail } }))
}

t.test('every way can be offered, in its order', async (t) => {
  t.strictSame(allAddresses().offered, TRANSPORT_KINDS)
})

for (const kind of TRANSPORT_KINDS) {
  t.test(`whatever is typed for ${kind}, readers are told in their language what is wrong`, async (t) => {
    const { read } = allAddresses()
    const check = (address: string, secret: string): void => {
      const reading = read(kind, { address, secret })
      if (reading.ok) return
      t.ok(['address', 'secret'].includes(reading.field))
      for (const locale of LOCALES) t.ok(texts.say(locale, `subscribe:problem.${reading.problem}`))
    }
    for (const mistake of MISTAKES) check(mistake, mistake)
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), fc.string(), check))
  })
}
