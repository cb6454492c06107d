import { inspect } from 'node:util'

import t, { type Test } from 'tap'

import type { Message } from '../../../src/domain/message.ts'
import type { DeliveryError } from '../../../src/notify/transports/delivery-error.ts'
import { vapidPublicKey } from '../../../src/notify/transports/vapid.ts'
import { createWebPush } from '../../../src/notify/transports/web-push.ts'
import {
  createPushBrowser,
  startPushService,
  verifyVapid,
  type PushAnswer,
} from '../../support/push-service.ts'
import { letterTo, openedMessage, TOKENS } from './sample-letter.ts'
import { testDeps } from './test-deps.ts'

const never = new AbortController().signal

/** A browser that has subscribed, its push service that answers as told, and the transport. */
async function open(t: Test, answer?: () => PushAnswer) {
  const { endpoint, port, pushed } = await startPushService(t, answer)
  const deps = testDeps(t, port, { clock: Date.now })
  const webPush = createWebPush(deps)!
  const browser = createPushBrowser()
  const letter = (message: Message = openedMessage) =>
    letterTo({ transport: 'web_push', address: endpoint, settings: browser.keys }, message)
  const deliver = (message?: Message) => webPush.deliver(letter(message), never)
  const last = () => pushed.at(-1)!
  const shown = () => JSON.parse(browser.read(last().body))
  return { deps, webPush, browser, endpoint, port, pushed, deliver, last, shown }
}

t.test('the browser, and nobody else, reads what is pushed to it', async (t) => {
  const { deliver, last, shown } = await open(t)
  t.same(await deliver(), {})
  t.match(shown(), {
    title: '[Down] Debit card top-up: finding the cause',
    body: 'Top-ups from debit cards fail. We are finding the cause.\nWe never call, text or send links asking you for codes.\nNotice n1n2n3n4n5n6',
    url: 'https://status.lamplight.example/en/incidents/a1b2c3d4e5f6',
    lang: 'en',
    unsubscribe: { label: 'Unsubscribe', url: /\/unsubscribe$/ },
  })
  t.match(last().headers, { 'content-encoding': 'aes128gcm', 'content-type': 'application/octet-stream' })
  t.throws(() => createPushBrowser().read(last().body))
})

t.test('the push service can tell who sends, and for how long it vouches', async (t) => {
  const { deps, deliver, endpoint, last } = await open(t)
  await deliver()
  const { key, claims } = verifyVapid(last())
  t.equal(key, vapidPublicKey(deps.tokens), 'the key that the browser subscribed with')
  t.match(claims, { aud: new URL(endpoint).origin, sub: 'https://status.lamplight.example' })
  const seconds = Number(claims['exp']) - Date.now() / 1000
  t.ok(seconds > 0 && seconds <= 86_400, String(seconds))
})

t.test('a newer word on the same takes the place of one that waits', async (t) => {
  const { deliver, pushed } = await open(t)
  const update = { ...openedMessage, id: 'u1', data: { ...openedMessage.data, type: 'incident.updated' } }
  const other = { ...update, data: { ...update.data, subjectId: 'b2c3d4e5f6a1' } }
  const digests = ['d1', 'd2'].map((id) => ({ ...openedMessage, kind: 'digest', id, data: {} }) as const)
  for (const message of [openedMessage, update, other, ...digests]) await deliver(message)
  const topics = pushed.map(({ headers }) => String(headers['topic']))
  t.equal(topics[0], topics[1])
  t.equal(new Set(topics).size, 4)
  for (const topic of topics) t.match(topic, /^[\w-]{32}$/)
})

t.test('what has just begun and warnings against frauds wake a phone, the rest waits for it', async (t) => {
  const { deliver, pushed } = await open(t)
  const security = {
    ...openedMessage,
    kind: 'announcement',
    data: { type: 'announcement.posted', kind: 'security' },
  } as const
  const update = { ...openedMessage, data: { type: 'incident.updated' } }
  for (const message of [openedMessage, security, update]) await deliver(message)
  t.same(
    pushed.map(({ headers }) => headers['urgency']),
    ['high', 'high', 'normal'],
  )
  t.equal(pushed[0]?.headers['ttl'], '86400')
})

t.test('the longest story fits, its warning, its number and its links whole', async (t) => {
  const { deliver, last, shown } = await open(t)
  const long = '充'.repeat(5_000)
  await deliver({ ...openedMessage, locale: 'zh-CN', title: long, lead: long })
  t.ok(last().body.length <= 4_096, `${last().body.length} bytes`)
  t.ok(shown().body.endsWith(`${openedMessage.scam}\n通知编号 ${openedMessage.id}`))
  t.match(shown(), { lang: 'zh-CN', unsubscribe: { label: '退订', url: /unsubscribe$/ } })
  t.match(shown().title, /^充+…$/)
})

t.test('hostile texts arrive as the texts they are', async (t) => {
  const { deliver, shown } = await open(t)
  const hostile = '<script>alert(1)</script>\r\nTopic: x\u0000 "}\u2028 @all 😀'
  await deliver({
    ...openedMessage,
    title: hostile,
    lead: hostile,
    data: { type: hostile, subjectId: hostile },
  })
  t.equal(shown().title, hostile)
  t.ok(shown().body.startsWith(hostile))
})

t.test('an answer means what the push standard says', async (t) => {
  const meanings: [number, DeliveryError['kind']][] = [
    [400, 'refused'],
    [401, 'transient'],
    [403, 'transient'],
    [404, 'gone'],
    [410, 'gone'],
    [413, 'refused'],
    [429, 'rate_limited'],
    [500, 'transient'],
    [503, 'transient'],
  ]
  let status = 201
  const { deliver } = await open(t, () => ({ status, body: 'their words' }))
  for (const [given, kind] of meanings) {
    status = given
    await t.rejects(deliver(), { name: 'DeliveryError', kind, message: `answered ${given}` })
  }
  for (status of [200, 201, 202]) t.same(await deliver(), {})
})

t.test('no error tells an endpoint, a key or a token', async (t) => {
  const { browser, deliver } = await open(t, () => ({ status: 403, body: TOKENS.join() }))
  const failure = await deliver().then(
    () => 'taken',
    (error: unknown) => error,
  )
  t.match(failure, { name: 'DeliveryError' })
  const shown = inspect(failure, { depth: Infinity, showHidden: true })
  for (const secret of [...TOKENS, browser.keys.auth, browser.keys.p256dh, 'endpoint-token', 'vapid'])
    t.notOk(shown.includes(secret), secret)
})

t.test('a subscription is read as the browser gives it', async (t) => {
  const { webPush, browser, endpoint } = await open(t)
  const given = { address: 'https://fcm.googleapis.com/wp/abcd', ...browser.keys }
  t.same(webPush.readAddress(given), { ok: true, address: given.address, settings: browser.keys })
  t.match(webPush.readAddress({ ...given, address: endpoint }), { ok: true }, 'loopback is opened here')
})

t.test('pushes go to the services of browsers and to those of our own, not to any address', async (t) => {
  const { webPush, browser } = await open(t)
  const isTaken = (address: string) => webPush.readAddress({ address, ...browser.keys }).ok
  for (const host of [
    'fcm.googleapis.com',
    'updates.push.services.mozilla.com',
    'wns2-sg2p.notify.windows.com',
    'web.push.apple.com',
    'push.inner.example',
  ])
    t.ok(isTaken(`https://${host}/send/abcd`), host)
  for (const host of [
    'push.example',
    'fcm.googleapis.com.push.example',
    'notfcm.googleapis.com',
    'notify.windows.com',
    'a.b.push.apple.com.example',
    'fcm.googleapis.com:8443',
    'evilpush.apple.com',
  ])
    t.notOk(isTaken(`https://${host}/send/abcd`), host)
})

t.test('a subscription with anything wrong in it is refused', async (t) => {
  const { webPush, browser } = await open(t)
  const given = { address: 'https://fcm.googleapis.com/wp/abcd', ...browser.keys }
  const point = Buffer.from(browser.keys.p256dh, 'base64url')
  const offCurve = Buffer.from(point).fill(1, 1)
  const wrong: Record<string, string>[] = [
    { address: 'http://fcm.googleapis.com/wp/abcd' },
    { address: 'https://169.254.169.254/' },
    { address: '' },
    { p256dh: '' },
    { p256dh: point.subarray(0, 64).toString('base64url') },
    { p256dh: Buffer.concat([Buffer.of(2), point.subarray(1)]).toString('base64url') },
    { p256dh: offCurve.toString('base64url') },
    { p256dh: `${browser.keys.p256dh}!` },
    { auth: 'c2hvcnQ' },
    { auth: browser.keys.p256dh },
  ]
  for (const [index, part] of wrong.entries())
    t.same(
      webPush.readAddress({ ...given, ...part }),
      { ok: false, field: 'address', problem: 'push_broken' },
      String(index),
    )
  t.match(webPush.readAddress({}), { ok: false })
})

t.test('a mask tells two browsers apart and lets nobody write to them', async (t) => {
  const { webPush } = await open(t)
  const mask = webPush.mask({ address: 'https://fcm.googleapis.com/wp/secret-part-abcd', settings: {} })
  t.equal(mask, 'fcm.googleapis.com …abcd')
})

t.test('pushes are offered where browsers may subscribe: over HTTPS and on this machine', async (t) => {
  const deps = testDeps(t, 80)
  const offered = (publicUrl: string) =>
    createWebPush({ ...deps, settings: { ...deps.settings, publicUrl } }) !== undefined
  t.ok(offered('https://status.lamplight.example'))
  t.ok(offered('http://localhost:3000'))
  t.notOk(offered('http://status.lamplight.example'))
})
