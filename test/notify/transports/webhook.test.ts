import { inspect } from 'node:util'

import { Webhook } from 'standardwebhooks'
import t, { type Test } from 'tap'

import type { Letter } from '../../../src/domain/message.ts'
import { createTokens } from '../../../src/lib/tokens.ts'
import { DeliveryError } from '../../../src/notify/transports/delivery-error.ts'
import { signatureHeaders, webhookSecret } from '../../../src/notify/transports/webhook-signature.ts'
import { createWebhook } from '../../../src/notify/transports/webhook.ts'
import { startReceiver, type Received, type ReceiverAnswer } from '../../support/receiver.ts'
import { confirmMessage, letterTo, openedMessage, SENT_AT, TOKENS } from './sample-letter.ts'
import { SECRET_KEY, testDeps } from './test-deps.ts'

const never = new AbortController().signal
const tokens = createTokens(SECRET_KEY)
const secretOf = (version: number) => webhookSecret(tokens, 's1s2s3s4s5s6', version)

/** A receiver that answers as told, and a letter to it. */
async function open(
  t: Test,
  answer?: (request: Received, index: number) => ReceiverAnswer,
  clock: () => number = Date.now,
) {
  const { url, port, received } = await startReceiver(t, answer)
  const webhook = createWebhook(testDeps(t, port, { clock }))
  const letter = (message = openedMessage, settings: Record<string, string> = { keyVersion: '1' }): Letter =>
    letterTo({ transport: 'webhook', address: `${url}/hooks/private-path`, settings }, message)
  const last = () => received.at(-1)!
  const verify = (secret: string, { headers, body } = last()) =>
    new Webhook(secret).verify(
      body,
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    )
  const deliver = (sent: Letter) => webhook.deliver(sent, never)
  return { webhook, received, letter, last, verify, deliver }
}

t.test('the signature is that of the published example', (t) => {
  const headers = signatureHeaders(
    { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: 1_614_265_330_000, body: '{"test": 2432232314}' },
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  )
  t.same(headers, {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
  t.end()
})

t.test('a receiver verifies a notice with the secret of its page', async (t) => {
  const { letter, last, verify, deliver } = await open(t)
  t.same(await deliver(letter()), {})
  t.match(verify(secretOf(1)), {
    type: 'incident.opened',
    timestamp: '2026-03-14T12:30:00.000Z',
    data: {
      id: 'n1n2n3n4n5n6',
      subjectId: 'a1b2c3d4e5f6',
      title: { 'zh-CN': '借记卡充值失败' },
      links: { page: /incidents/, manage: /subscriptions/, unsubscribe: /unsubscribe$/ },
      warning: /never call/,
    },
  })
  t.match(last().headers, { 'content-type': 'application/json', 'user-agent': /^wallet-status/ })
})

t.test('a wrong secret, a changed body and an old webhook do not verify', async (t) => {
  const { letter, last, verify, deliver } = await open(t)
  await deliver(letter())
  t.throws(() => verify(secretOf(2)), /signature/i)
  t.throws(() => verify(secretOf(1), { ...last(), body: last().body.replace('opened', 'closed') }))

  const old = await open(t, undefined, () => Date.now() - 6 * 60_000)
  await old.deliver(old.letter())
  t.throws(() => old.verify(secretOf(1)), /too old/i)
})

t.test('while a key is being rotated both verify, and afterwards the new one alone', async (t) => {
  let now = Date.now()
  const { letter, verify, deliver } = await open(t, undefined, () => now)
  const rotating = { keyVersion: '3', previousUntil: String(now + 60_000) }
  await deliver(letter(openedMessage, rotating))
  t.ok(verify(secretOf(3)))
  t.ok(verify(secretOf(2)))
  t.throws(() => verify(secretOf(1)))

  now += 60_000
  await deliver(letter(openedMessage, rotating))
  t.ok(verify(secretOf(3)))
  t.throws(() => verify(secretOf(2)))
})

t.test('every try of a letter has the same id and body, another letter another id', async (t) => {
  let now = SENT_AT
  const { letter, received, deliver } = await open(t, undefined, () => now)
  await deliver(letter())
  now += 3_600_000
  await deliver(letter())
  await deliver({ ...letter(), key: 'other key, 的' })
  const [first, again, other] = received
  t.equal(again?.headers['webhook-id'], first?.headers['webhook-id'])
  t.equal(again?.body, first?.body)
  t.not(again?.headers['webhook-timestamp'], first?.headers['webhook-timestamp'])
  t.not(other?.headers['webhook-id'], first?.headers['webhook-id'])
  for (const { headers } of received) t.match(headers['webhook-id'], /^msg_[\w-]+$/)
})

t.test('sending the challenge back confirms, as JSON or bare', async (t) => {
  const challengeIn = ({ body }: Received): string => JSON.parse(body).data.challenge
  const answers = [
    (request: Received) => JSON.stringify({ challenge: challengeIn(request) }),
    (request: Received) => `${challengeIn(request)}\n`,
  ]
  const { letter, last, verify, deliver } = await open(t, (request, index) => ({
    status: 200,
    body: answers[index]?.(request) ?? '',
  }))
  t.same(await deliver(letter(confirmMessage)), { confirmed: true })
  t.match(verify(secretOf(1)), {
    type: 'subscription.challenge',
    timestamp: '2026-03-14T12:30:00.000Z',
    data: {
      challenge: challengeIn(last()),
      links: { confirm: /\/subscribe\/confirm\//, manage: /\/subscriptions\// },
    },
  })
  t.same(await deliver(letter(confirmMessage)), { confirmed: true })
  t.same(await deliver(letter(confirmMessage)), {}, 'an answer without it is a letter taken, no more')
  t.notMatch(challengeIn(last()), TOKENS[1], 'whoever sees the challenge cannot use the link')
})

t.test('a server that echoes what it is sent has confirmed nothing', async (t) => {
  const echoes = [
    ({ body }: Received) => body,
    ({ body }: Received) => JSON.stringify({ json: JSON.parse(body), data: body }),
    ({ body }: Received) => JSON.stringify(JSON.parse(body).data.links),
    () => JSON.stringify({ challenge: '' }),
    () => JSON.stringify({ challenge: ['x'] }),
    () => '',
  ]
  const { letter, deliver } = await open(t, (request, index) => ({
    status: 200,
    body: echoes[index]?.(request) ?? '',
  }))
  for (const _ of echoes) t.same(await deliver(letter(confirmMessage)), {})
})

t.test('each asking has a challenge of its own', async (t) => {
  const { letter, received, deliver } = await open(t)
  await deliver(letter(confirmMessage))
  await deliver({ ...letter(confirmMessage), key: 'next-asking.s1s2s3s4s5s6' })
  const [first, second] = received.map(({ body }) => JSON.parse(body).data.challenge)
  t.not(first, second)
})

t.test('a status means what Standard Webhooks says', async (t) => {
  const meanings: [number, DeliveryError['kind']][] = [
    [301, 'transient'],
    [302, 'transient'],
    [400, 'transient'],
    [401, 'transient'],
    [403, 'transient'],
    [404, 'gone'],
    [408, 'transient'],
    [410, 'gone'],
    [413, 'transient'],
    [429, 'rate_limited'],
    [500, 'transient'],
    [502, 'transient'],
    [503, 'transient'],
    [504, 'transient'],
  ]
  let status = 200
  const { letter, deliver } = await open(t, () => ({
    status,
    body: 'their words',
    headers: { location: '/' },
  }))
  for (const [given, kind] of meanings) {
    status = given
    await t.rejects(deliver(letter()), { name: 'DeliveryError', kind, message: `answered ${given}` })
  }
  for (status of [200, 201, 202, 204]) t.same(await deliver(letter()), {})
})

t.test('Retry-After is heard, whatever it comes with', async (t) => {
  let status = 429
  const { letter, deliver } = await open(t, () => ({ status, headers: { 'retry-after': '120' } }))
  for (status of [425, 429, 502, 503, 504])
    await t.rejects(deliver(letter()), { name: 'DeliveryError', retryAfterMs: 120_000 }, String(status))
})

t.test('no error tells an address, a token or a secret', async (t) => {
  const { letter, deliver } = await open(t, (_request, index) => ({
    status: [400, 410, 500][index] ?? 200,
    body: TOKENS.join(' '),
    ...(index === 3 && { reset: true as const }),
  }))
  const secrets = [...TOKENS, secretOf(1), 'private-path']
  for (let index = 0; index < 4; index += 1) {
    const failure = await deliver(letter()).then(
      () => undefined,
      (error: unknown) => error,
    )
    t.ok(failure instanceof DeliveryError)
    const shown = inspect(failure, { depth: Infinity, showHidden: true })
    for (const secret of secrets) t.notOk(shown.includes(secret), secret)
  }
})

t.test('an address is read as browsers read it, without its fragment', async (t) => {
  const { webhook } = await open(t)
  const read = (address: string) => webhook.readAddress({ address })
  t.same(read('  HTTPS://Hooks.Example:443/in?room=1#part '), {
    ok: true,
    address: 'https://hooks.example/in?room=1',
    settings: { keyVersion: '1' },
  })
  t.match(read('https://例子.测试/收'), { address: 'https://xn--fsqu00a.xn--0zwm56d/%E6%94%B6' })
  t.end()
})

t.test('an address that cannot be used is refused with the reason', async (t) => {
  const { webhook } = await open(t)
  const problems: [string, string][] = [
    ['', 'url_not_a_url'],
    ['hooks.example/in', 'url_not_a_url'],
    [`https://hooks.example/${'a'.repeat(2_100)}`, 'url_not_a_url'],
    ['ftp://hooks.example/in', 'url_scheme'],
    ['javascript:alert(1)', 'url_scheme'],
    ['https://me:secret@hooks.example/', 'url_credentials'],
    ['https://hooks.example:22/', 'url_port'],
    ['https://169.254.169.254/latest', 'url_private_address'],
    ['https://2852039166/', 'url_private_address'],
    ['https://[::ffff:10.0.0.1]/', 'url_private_address'],
  ]
  for (const [address, problem] of problems)
    t.same(webhook.readAddress({ address }), { ok: false, field: 'address', problem }, address)
  t.match(webhook.readAddress({}), { ok: false, problem: 'url_not_a_url' })
})

t.test('a mask shows the host and nothing by which one could write there', async (t) => {
  const { webhook } = await open(t)
  t.equal(
    webhook.mask({ address: 'https://hooks.example:8443/in?key=1', settings: {} }),
    'https://hooks.example:8443/…',
  )
})
