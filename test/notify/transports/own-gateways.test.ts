import t, { type Test } from 'tap'

import { parseConfig } from '../../../src/config/load.ts'
import { createOutbound } from '../../../src/lib/outbound/outbound.ts'
import { createTransports, type Transports } from '../../../src/notify/transports/transports.ts'
import { trustedRules } from '../../../src/notify/transports/trusted-rules.ts'
import { startReceiver } from '../../support/receiver.ts'
import { letterTo } from './plain-letter.ts'
import { answeringOutbound } from './outbounds.ts'
import { testDeps } from './subjects.ts'

const never = new AbortController().signal

/** The transports of a configuration file, with the client for what its operators named. */
function configured(t: Test, notices: string): Transports {
  const yaml = `
page:
  name: { zh-CN: 服务状态, en: Service status }
  walletName: { zh-CN: 某钱包, en: Some Wallet }
  publicUrl: https://status.example.com
notices: ${notices}
groups:
  - id: pay
    name: { zh-CN: 付款, en: Pay }
    components:
      - id: payment-code
        name: { zh-CN: 付款码, en: Payment code }
        purpose: { zh-CN: 在店里付款。, en: Pays in shops. }
`
  const config = parseConfig(yaml, 'wallet.yaml', {})
  const rules = { ...trustedRules(config.notices), timeoutMs: 5000, maxBodyBytes: 16_384 }
  const trusted = createOutbound(rules)
  t.teardown(() => trusted.close())
  // What strangers give us is not asked here.
  const guarded = answeringOutbound(() => ({ status: 500 }))
  const { publicUrl } = config.wallet.page
  return createTransports({
    ...testDeps('', guarded),
    settings: { ...config.notices, publicUrl },
    trusted,
  })
}

t.test(
  'a gateway in an inner network is reached as the file says, and its codes are understood',
  async (t) => {
    const { url, received } = await startReceiver(t, (_request, index) => ({
      status: 200,
      body: JSON.stringify({ result: { code: index === 0 ? 'OK' : 'STOPPED' } }),
    }))
    const { sms } = configured(
      t,
      `{ sms: { url: '${url}/v1', fields: { to: '{{to}}', text: '{{text}}' }, country: SG,
       code: { path: $.result.code, accepted: [OK], gone: [STOPPED] } } }`,
    )
    const reading = sms!.readAddress({ address: '8123 4567' })
    t.match(reading, { ok: true, address: '+6581234567' })
    const letter = letterTo({ transport: 'sms', address: '+6581234567', settings: {} })
    t.strictSame(await sms!.deliver(letter, never), {})
    t.match(JSON.parse(received[0]!.body), { to: '+6581234567', text: /^Debit card/ })
    await t.rejects(sms!.deliver(letter, never), { name: 'DeliveryError', kind: 'gone' })
  },
)

t.test("a Bot API server of one's own is spoken to where it stands", async (t) => {
  const { url, received } = await startReceiver(t, () => ({ status: 200, body: '{"ok":true}' }))
  const { telegram } = configured(t, `{ telegram: { botToken: '1:abc', api: '${url}/' } }`)
  const letter = letterTo({ transport: 'telegram', address: '-100123', settings: {} })
  t.strictSame(await telegram!.deliver(letter, never), {})
  t.equal(received[0]!.url, '/bot1:abc/sendMessage')
})
