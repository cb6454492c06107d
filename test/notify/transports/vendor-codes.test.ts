import t from 'tap'

import { dingtalkSign } from '../../../src/notify/transports/dingtalk.ts'
import { feishuSign } from '../../../src/notify/transports/feishu.ts'
import type { ReceiverAnswer } from '../../support/receiver.ts'
import { endOf } from './contract.ts'
import { NOW } from './plain-letter.ts'
import { robotSubject, smsSubject, telegramSubject } from './subjects.ts'

type Case = readonly [answer: ReceiverAnswer, kind: string, retryAfterMs?: number]

const said = (value: unknown, status = 200): ReceiverAnswer => ({ status, body: JSON.stringify(value) })
/** As gateways in front of a vendor do: its code, and the header as well. */
const waiting = (value: unknown, seconds: number): ReceiverAnswer => ({
  ...said(value, 429),
  headers: { 'retry-after': String(seconds) },
})
const code = (errcode: number, errmsg = ''): ReceiverAnswer => said({ errcode, errmsg })
const MINUTE = 60_000

/** What vendors answer, mostly with HTTP 200, and what becomes of the letter. */
const cases = {
  dingtalk: {
    subject: robotSubject('dingtalk'),
    cases: [
      [code(0, 'ok'), 'taken'],
      [code(-1, 'system busy'), 'transient'],
      [code(300_005, 'token is not exist'), 'gone'],
      [code(400_013), 'gone'],
      [code(400_102), 'blocked'],
      [code(310_000, 'keywords not in content'), 'blocked'],
      [code(310_000, 'sign not match'), 'blocked'],
      [code(310_000, 'ip 192.0.2.1 not in whitelist'), 'blocked'],
      [code(130_101, 'send too fast, exceed 20 times per minute'), 'rate_limited', 10 * MINUTE],
      [code(410_100), 'rate_limited', 10 * MINUTE],
      [waiting({ errcode: 410_100 }, 60), 'rate_limited', 10 * MINUTE],
      [waiting({ errcode: 410_100 }, 1_200), 'rate_limited', 20 * MINUTE],
      [code(460_101, 'message too long, exceed 20000 bytes'), 'refused'],
      [code(430_102), 'refused'],
      [code(987_654, 'who knows'), 'transient'],
      [said({ errcode: '0' }), 'transient'],
      [said({ errcode: 0 }, 503), 'transient'],
    ],
  },
  feishu: {
    subject: robotSubject('feishu'),
    cases: [
      [said({ code: 0, msg: 'success' }), 'taken'],
      [said({ StatusCode: 0, StatusMessage: 'success' }), 'taken'],
      [said({ code: 19_001 }), 'gone'],
      [said({ code: 19_021, msg: 'sign match fail or timestamp is not within one hour' }), 'blocked'],
      [said({ code: 19_022 }), 'blocked'],
      [said({ code: 19_024, msg: 'Key Words Not Found' }), 'blocked'],
      [said({ code: 11_232, msg: 'frequency limited' }, 400), 'rate_limited'],
      [said({ code: 9499, msg: 'too many request' }), 'rate_limited'],
      [waiting({ code: 11_232 }, 120), 'rate_limited', 2 * MINUTE],
      [said({ code: 9499, msg: 'Bad Request' }, 400), 'refused'],
      [said({ code: 99_999 }), 'transient'],
    ],
  },
  wecom: {
    subject: robotSubject('wecom'),
    cases: [
      [code(0, 'ok'), 'taken'],
      [code(-1), 'transient'],
      [code(93_000, 'invalid webhook url, hint: [1]'), 'gone'],
      [code(93_000, 'Invalid input : content exceed max length.'), 'refused'],
      [code(93_004), 'blocked'],
      [code(93_008), 'blocked'],
      [code(45_009, 'api freq out of limit'), 'rate_limited', MINUTE],
      [code(45_033), 'rate_limited', MINUTE],
      [code(40_058), 'refused'],
      [code(45_002), 'refused'],
    ],
  },
  slack: {
    subject: robotSubject('slack'),
    cases: [
      [{ status: 200, body: 'ok' }, 'taken'],
      [{ status: 404, body: 'no_service' }, 'gone'],
      [{ status: 410, body: 'channel_is_archived' }, 'gone'],
      [{ status: 403, body: 'action_prohibited' }, 'blocked'],
      [{ status: 403, body: '<html>a firewall</html>' }, 'refused'],
      [{ status: 400, body: 'invalid_payload' }, 'refused'],
      [{ status: 500, body: 'rollup_error' }, 'transient'],
    ],
  },
  teams: {
    subject: robotSubject('teams'),
    cases: [
      [{ status: 202, body: '' }, 'taken'],
      [{ status: 200, body: '1' }, 'taken'],
      [said({ error: { code: 'WorkflowTriggerIsNotEnabled' } }, 400), 'blocked'],
      [said({ error: { code: 'WorkflowNotFound' } }, 404), 'gone'],
      [said({ error: { code: 'DirectApiAuthorizationRequired' } }, 401), 'blocked'],
      [said({ error: { code: 'InvalidRequestContent' } }, 400), 'refused'],
      [{ status: 200, body: failed('429') }, 'rate_limited'],
      [{ status: 200, body: failed('413') }, 'refused'],
      [{ status: 200, body: failed('404') }, 'gone'],
      [{ status: 200, body: 'Webhook message delivery failed with error: unknown' }, 'transient'],
      [{ status: 413 }, 'refused'],
    ],
  },
  discord: {
    subject: robotSubject('discord'),
    cases: [
      [{ status: 204 }, 'taken'],
      [said({ message: 'Unknown Webhook', code: 10_015 }, 404), 'gone'],
      [said({ message: 'Invalid Webhook Token', code: 50_027 }, 401), 'gone'],
      [said({ code: 50_035 }, 400), 'refused'],
      [said({ retry_after: 64.57, global: false }, 429), 'rate_limited', 64_570],
      [waiting({ retry_after: 1.5 }, 90), 'rate_limited', 90_000],
      [said({ retry_after: 1e12 }, 429), 'rate_limited', 86_400_000],
      [{ status: 403, body: 'error code: 1015' }, 'transient'],
    ],
  },
  telegram: {
    subject: telegramSubject,
    cases: [
      [said({ ok: true, result: {} }), 'taken'],
      [
        said({ ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' }, 403),
        'blocked',
      ],
      [said({ description: 'Forbidden: bot was kicked from the supergroup chat' }, 403), 'blocked'],
      [said({ description: 'Forbidden: user is deactivated' }, 403), 'gone'],
      [said({ description: 'Forbidden: the group chat was deleted' }, 403), 'gone'],
      [said({ description: 'Bad Request: not enough rights to send text messages' }, 400), 'blocked'],
      [said({ ok: false, description: 'Bad Request: chat not found' }, 400), 'gone'],
      [said({ ok: false, description: 'Bad Request: message is too long' }, 400), 'refused'],
      [said({ ok: false, description: 'Unauthorized' }, 401), 'transport_down'],
      [said({ ok: false, parameters: { retry_after: 35 } }, 429), 'rate_limited', 35_000],
      [waiting({ ok: false, parameters: { retry_after: 35 } }, 90), 'rate_limited', 90_000],
      [said({ ok: false, description: 'Internal Server Error' }, 500), 'transient'],
      [said({ ok: false }), 'transient'],
    ],
  },
  sms: {
    subject: smsSubject,
    cases: [
      [said({ code: 'OK' }), 'taken'],
      [said({ code: 'BLACKLISTED' }), 'gone'],
      [said({ code: 42 }), 'rate_limited'],
      [said({ code: '42' }), 'rate_limited'],
      [{ ...said({ code: 42 }), headers: { 'retry-after': '120' } }, 'rate_limited', 2 * MINUTE],
      [said({ code: 'BALANCE' }), 'transient'],
      [{ status: 402, body: '' }, 'transport_down'],
      [{ status: 400, body: '' }, 'refused'],
    ],
  },
} satisfies Record<string, { subject: object; cases: readonly Case[] }>

function failed(status: string): string {
  return `Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${status} with ContextId x`
}

for (const [kind, { subject, cases: answers }] of Object.entries(cases))
  t.test(`${kind}: each of the vendor's words has its consequence`, async (t) => {
    for (const [answer, wanted, retryAfterMs] of answers as readonly Case[]) {
      const ended = await endOf(subject, answer)
      const asked = retryAfterMs === undefined ? {} : { retryAfterMs }
      t.strictSame(ended, { kind: wanted, ...asked }, `${answer.status} ${String(answer.body)}`)
    }
  })

t.test('a clock of ours that is wrong pauses nobody', async (t) => {
  const headers = { date: new Date(NOW + 2 * 3_600_000).toUTCString() }
  for (const [kind, answer] of [
    ['dingtalk', code(310_000, 'sign not match')],
    ['feishu', said({ code: 19_021 })],
  ] as const) {
    t.strictSame(await endOf(robotSubject(kind), { ...answer, headers }), { kind: 'transport_down' })
    const right = { date: new Date(NOW + 2000).toUTCString() }
    t.strictSame(await endOf(robotSubject(kind), { ...answer, headers: right }), { kind: 'blocked' })
  }
})

t.test('signatures are those of the published samples', (t) => {
  t.equal(
    encodeURIComponent(dingtalkSign('this is secret', 1_577_262_236_757)),
    'hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D',
  )
  t.equal(feishuSign('demo', '1599360473'), 'l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=')
  t.end()
})
