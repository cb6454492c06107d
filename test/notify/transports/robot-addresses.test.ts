import t from 'tap'

import { answeringOutbound } from './outbounds.ts'
import { ROBOTS, testDeps, transportOf, type Robot } from './subjects.ts'

const deps = testDeps(
  'http://127.0.0.1:9',
  answeringOutbound(() => ({ status: 200 })),
)

const good: Readonly<Record<Robot, readonly string[]>> = {
  slack: ['https://hooks.slack.com/services/T0/B0/x', 'https://hooks.slack.com/workflows/T0/A0/1/x'],
  teams: [
    'https://lamplight.webhook.office.com/webhookb2/a@b/IncomingWebhook/c/d',
    'https://prod-01.westeurope.logic.azure.com:443/workflows/a/triggers/manual/paths/invoke?sig=x',
    'https://a.b.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/a?sig=x',
  ],
  discord: [
    'https://discord.com/api/webhooks/123/abc-_D',
    'https://discordapp.com/api/v10/webhooks/123/abc',
    'https://ptb.discord.com/api/webhooks/123/abc',
  ],
  dingtalk: ['https://oapi.dingtalk.com/robot/send?access_token=a1'],
  feishu: [
    'https://open.feishu.cn/open-apis/bot/v2/hook/a-b',
    'https://open.larksuite.com/open-apis/bot/v2/hook/a-b',
    'https://open.larkoffice.com/open-apis/bot/v2/hook/a-b',
  ],
  wecom: ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a-b'],
}

for (const kind of ROBOTS) {
  const transport = transportOf(kind, deps)
  t.test(`${kind}: its vendor's addresses are taken, and nobody else's`, (t) => {
    for (const address of good[kind]) {
      t.match(transport.readAddress({ address: `  ${address}#x ` }), {
        ok: true,
        address: new URL(address).href,
      })
      const { host } = new URL(address)
      const bad = [
        address.replace('https:', 'http:'),
        address.replace(host, `${host}.evil.example`),
        address.replace(host, 'evil.example'),
        address.replace(host, `evil.example/${host}`),
        address.replace(host, `user:password@${host}`),
        address.replace(host, `evil.example\\@${host}`),
        address.replace(host, `${host}:8443`).replace(':443:8443', ':8443'),
        address.replace(/(?<=[a-z])\/.*$/, '/'),
        `${address}${'x'.repeat(3000)}`,
        'not an address',
        'javascript:alert(1)',
      ]
      for (const wrong of bad) {
        const reading = transport.readAddress({ address: wrong })
        // A workflow's host is the vendor's whatever its port and path: the customer's part of it differs.
        if (kind === 'teams' && reading.ok)
          t.match(new URL(wrong).hostname, /\.(?:office|azure|powerplatform)\.com$/)
        else t.strictSame(reading, { ok: false, field: 'address', problem: 'robot_unknown' }, wrong)
      }
    }
    t.strictSame(transport.readAddress({}), { ok: false, field: 'address', problem: 'robot_missing' })
    t.end()
  })
}

t.test('a secret is held for robots that verify signatures, and for no other', (t) => {
  const read = (kind: Robot, secret: string) =>
    transportOf(kind, deps).readAddress({ address: good[kind][0]!, secret })
  t.match(read('dingtalk', ' SECabc '), { settings: { secret: 'SECabc' } })
  t.match(read('feishu', 'abc'), { settings: { secret: 'abc' } })
  for (const kind of ['dingtalk', 'wecom', 'slack'] as const)
    t.strictSame(read(kind, kind === 'dingtalk' ? '' : 'abc'), {
      ok: true,
      address: good[kind][0]!,
      settings: {},
    })
  t.strictSame(read('dingtalk', 'x'.repeat(300)), { ok: false, field: 'secret', problem: 'robot_secret' })
  t.end()
})

t.test('a host that operators name is taken for the vendor they say, in its own scheme', (t) => {
  const settings = { ...deps.settings, robotHosts: { 'ding.inner.example:8080': 'dingtalk' } as const }
  const address = 'http://ding.inner.example:8080/any/path'
  t.match(transportOf('dingtalk', { ...deps, settings }).readAddress({ address }), { ok: true, address })
  t.match(transportOf('wecom', { ...deps, settings }).readAddress({ address }), { ok: false })
  t.match(transportOf('dingtalk', deps).readAddress({ address }), { ok: false })
  t.match(
    transportOf('dingtalk', { ...deps, settings }).readAddress({ address: address.replace('http', 'ftp') }),
    { ok: false },
  )
  t.end()
})

t.test('a Telegram chat is a number or a name, however it is written', (t) => {
  const telegram = transportOf('telegram', deps)
  t.strictSame(telegram.readAddress({ chat: ' -1001234567890 ' }), {
    ok: true,
    address: '-1001234567890',
    settings: {},
  })
  for (const address of ['@Lamp_Light', 'https://t.me/lamp_light'])
    t.match(telegram.readAddress({ address }), { ok: true, address: '@lamp_light' })
  for (const chat of ['', '0', '@a', '@a b c d', '12.5', '1e9', 'lamplight', '-', '@lämplight'])
    t.strictSame(telegram.readAddress({ chat }), { ok: false, field: 'chat', problem: 'telegram_chat' }, chat)
  t.end()
})

t.test('one number is one address, however it is typed', (t) => {
  const sms = transportOf('sms', deps)
  for (const address of [
    '13800000000',
    '138 0000 0000',
    '138-0000-0000',
    '+86 138 0000 0000',
    '0086 13800000000',
  ])
    t.strictSame(sms.readAddress({ address }), { ok: true, address: '+8613800000000', settings: {} }, address)
  t.match(sms.readAddress({ address: '+65 8123 4567' }), { ok: true, address: '+6581234567' })
  for (const address of [
    '',
    '12',
    'call me',
    '+999123456789',
    '138 0000 0000 ext. 5',
    'tel 13800000000 now',
    '1'.repeat(300),
  ])
    t.strictSame(
      sms.readAddress({ address }),
      { ok: false, field: 'address', problem: 'sms_number' },
      address,
    )
  t.end()
})
