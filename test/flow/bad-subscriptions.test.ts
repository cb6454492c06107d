import { createServer } from 'node:http'
import { once } from 'node:events'

import t, { type Test } from 'tap'

import { LOCALES } from '../../src/domain/locale.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { eventually } from '../support/eventually.ts'
import { startMailServer } from '../support/mail-server.ts'
import { open, pressUnsubscribe, submit } from '../support/reader.ts'
import { startReceiver } from '../support/receiver.ts'
import { linkIn, mailRoom, untilRead } from '../support/rooms.ts'
import { startTestApp } from '../support/test-app.ts'
import { heldAtAll, mailSubscriber, NOTHING_HELD, untilNothingWaits } from '../support/told.ts'

// Stories mostly wait, so those of one file are told beside each other.
t.jobs = 3

const EMAIL = { email: { from: 'Starbridge <status@starbridge.example>' } }
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const texts = loadTexts('templates/locales')

/** Addresses that are none of ours to write to, and what is said about them: a key below `subscribe:problem.`. */
const REFUSED: readonly (readonly [transport: string, address: string, problem: string])[] = [
  ['email', '', 'email_missing'],
  ['email', 'lin', 'email_form'],
  ['email', 'lin@', 'email_form'],
  ['email', '@example.com', 'email_form'],
  ['email', 'lin@example', 'email_form'],
  ['email', 'lin@127.0.0.1', 'email_form'],
  ['email', 'lin@[127.0.0.1]', 'email_form'],
  ['email', 'lin@exa mple.com', 'email_form'],
  ['email', 'lin@example.com, ann@example.com', 'email_form'],
  ['email', 'lin@example.com\r\nBcc: ann@example.com', 'email_form'],
  ['email', 'Lin <lin@example.com>', 'email_form'],
  ['email', '林@example.com', 'email_ascii'],
  ['email', 'lin@xn--.com', 'email_form'],
  ['email', `lin@${'a'.repeat(64)}.com`, 'email_form'],
  ['email', `${'l'.repeat(65)}@example.com`, 'email_long'],
  ['email', `lin@${'long.'.repeat(60)}com`, 'email_long'],
  ['webhook', '', 'url_not_a_url'],
  ['webhook', 'hook', 'url_not_a_url'],
  ['webhook', 'ftp://example.com/', 'url_scheme'],
  ['webhook', 'javascript:alert(1)', 'url_scheme'],
  ['webhook', 'file:///etc/passwd', 'url_scheme'],
  ['webhook', 'https://lin:secret@example.com/', 'url_credentials'],
  ['webhook', 'http://example.com:22/', 'url_port'],
  ['webhook', 'http://localhost/', 'url_host'],
  ['webhook', 'http://db.internal/', 'url_host'],
  ['webhook', 'https://example.com./', 'url_host'],
  ['webhook', 'http://127.0.0.1/', 'url_private_address'],
  ['webhook', 'http://169.254.169.254/latest/meta-data/', 'url_private_address'],
  ['webhook', 'http://2130706433/', 'url_private_address'],
  ['webhook', 'http://0x7f.1/', 'url_private_address'],
  ['webhook', 'http://0177.0.0.1/', 'url_private_address'],
  ['webhook', 'http://１２７.０.０.１/', 'url_private_address'],
  ['webhook', 'http://10.0.0.8/', 'url_private_address'],
  ['webhook', 'http://0.0.0.0/', 'url_private_address'],
  ['webhook', 'http://[::1]/', 'url_private_address'],
  ['webhook', 'http://[::ffff:127.0.0.1]/', 'url_private_address'],
  ['webhook', 'http://[64:ff9b::7f00:1]/', 'url_private_address'],
  ['webhook', 'http://[fd00:ec2::254]/', 'url_private_address'],
  ['webhook', 'http://[fe80::1]/', 'url_private_address'],
  ['slack', 'https://example.com/services/T0/B0/x', 'robot_unknown'],
  ['dingtalk', 'http://oapi.dingtalk.com/robot/send?access_token=x', 'robot_unknown'],
  ['feishu', 'https://open.feishu.cn@127.0.0.1/open-apis/bot/v2/hook/x', 'robot_unknown'],
  ['web_push', 'https://169.254.169.254/push', 'push_broken'],
  ['pigeon', 'roof', 'transport'],
  ['sms', '+8613800000000', 'transport'],
]

t.test('what cannot be written to is refused in the reader’s words; nothing is kept or sent', async (t) => {
  const mail = await startMailServer(t)
  const app = await startTestApp(t, { only: ['balance'], smtpUrl: mail.url, notices: EMAIL })
  for (const [index, [transport, address, problem]] of REFUSED.entries()) {
    for (const locale of LOCALES) {
      // One place on the network may ask thirty times in ten minutes.
      if (index % 10 === 0) app.leap(11 * MINUTE)
      const fields = { transport, [`${transport}.address`]: address, locale }
      const { status, text } = await submit(app, `${locale === 'en' ? '/en' : ''}/subscribe`, fields)
      t.equal(status, 400, `${transport} ${address}`)
      t.ok(
        text.includes(texts.say(locale, `subscribe:problem.${problem}`)),
        `${problem} in ${locale}: ${address}`,
      )
    }
  }
  t.strictSame(await heldAtAll(app), NOTHING_HELD)
  t.equal(mail.sessions(), 0)
})

t.test('wishes that make no sense are refused, all of them at once', async (t) => {
  const mail = await startMailServer(t)
  const app = await startTestApp(t, { only: ['balance'], smtpUrl: mail.url, notices: EMAIL })
  const fields: [string, string][] = [
    ['transport', 'email'],
    ['email.address', 'lin'],
    ['scope', 'chosen'],
    ['topic', 'component:no-such-thing'],
    ['locale', 'tlh'],
    ['detail', 'everything_always'],
    ['quiet', '1'],
    ['quiet_from', '25:00'],
    ['quiet_to', '07:00'],
  ]
  for (const locale of LOCALES) {
    const { status, text } = await submit(app, `${locale === 'en' ? '/en' : ''}/subscribe`, fields)
    t.equal(status, 400)
    for (const problem of ['email_form', 'topics_unknown', 'locale', 'detail', 'time'])
      t.ok(text.includes(texts.say(locale, `subscribe:problem.${problem}`)), `${problem} in ${locale}`)
  }
  t.strictSame(await heldAtAll(app), NOTHING_HELD)
  t.equal(mail.sessions(), 0)
})

t.test('ten megabytes are refused over the running app; nothing is kept or sent', async (t) => {
  const mail = await startMailServer(t)
  const app = await startTestApp(t, { only: ['balance'], smtpUrl: mail.url, notices: EMAIL })
  const fields = { transport: 'email', 'email.address': 'lin@example.com', locale: 'en' }
  const status = await submit(app, '/en/subscribe', { ...fields, padding: 'x'.repeat(10_485_760) }).then(
    (shown) => shown.status,
    // It hung up in the middle of it.
    () => 413,
  )
  t.equal(status, 413)
  t.strictSame(await heldAtAll(app), NOTHING_HELD)
  t.equal(mail.sessions(), 0)
  t.match(await submit(app, '/en/subscribe', fields), { status: 200 }, 'the next one is served')
})

t.test('a domain in Chinese is kept as mail servers know it, and is one with its ASCII form', async (t) => {
  const mail = await startMailServer(t)
  const app = await startTestApp(t, { only: ['balance'], smtpUrl: mail.url, notices: EMAIL })
  const known = 'lin@xn--fsqu00a.xn--fiqs8s'
  // The mail server writes down what it was told in ASCII as people read it.
  const shown = 'lin@例子.中国'
  for (const typed of ['lin@例子.中国', ' lin＠例子。中国 ', known.replace('lin@x', 'lin@X')])
    t.match(await submit(app, '/subscribe', { transport: 'email', address: typed }), { status: 200 }, typed)
  await untilRead(mailRoom(mail, shown), /确认订阅/)
  await untilNothingWaits(app)
  t.match(await heldAtAll(app), { subscribers: 1, deliveries: 1 })
  t.ok(await mailSubscriber(app, known))
  t.match(mail.mails[0]?.raw, `To: ${known}`)
  t.strictSame(mail.addresses(), [shown])
})

t.test('asked and confirmed many times at once, somebody is subscribed once', async (t) => {
  const mail = await startMailServer(t)
  const app = await startTestApp(t, { only: ['balance'], smtpUrl: mail.url, notices: EMAIL })
  const lin = mailRoom(mail, 'lin@example.com')
  const many = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 20 }, work))
  const asked = await many(() => submit(app, '/en/subscribe', { ...lin.fields, locale: 'en' }))
  t.equal(new Set(asked.map(({ status, text }) => `${status} ${text}`)).size, 1)
  const link = linkIn(await untilRead(lin, /Please confirm/), '/subscribe/confirm/')
  await untilNothingWaits(app)
  t.equal((await lin.letters()).length, 1)

  const confirmed = await many(() => submit(app, link))
  t.ok(confirmed.every(({ status }) => status === 200))
  t.equal(confirmed.filter(({ text }) => /You are subscribed/.test(text)).length, 1)
  t.equal(confirmed.filter(({ text }) => /You confirmed this before/.test(text)).length, 19)
  t.match(await heldAtAll(app), { subscribers: 1, subscriptions: 1, deliveries: 1 })
  const { confirmedAt } = (await mailSubscriber(app, 'lin@example.com')) ?? {}
  app.leap(72 * HOUR)
  t.match(await submit(app, link), { text: /You confirmed this before/ }, 'replayed days later')
  t.equal((await mailSubscriber(app, 'lin@example.com'))?.confirmedAt, confirmedAt)

  const manage = linkIn((await lin.letters())[0] ?? { text: '', urls: [] }, '/subscriptions/')
  await pressUnsubscribe(app, manage.replace(/(\/unsubscribe)?$/, '/unsubscribe'))
  t.match(await submit(app, link), { status: 404, text: /This link does not work/ })
  t.strictSame(await heldAtAll(app), NOTHING_HELD, 'a replayed yes brings nobody back')
})

t.test('a link is worth nothing once it is two days old, or another was asked for', async (t) => {
  const mail = await startMailServer(t)
  const app = await startTestApp(t, { only: ['balance'], smtpUrl: mail.url, notices: EMAIL })
  const lin = mailRoom(mail, 'lin@example.com')
  await submit(app, '/subscribe', lin.fields)
  const first = linkIn(await untilRead(lin, /确认订阅/), '/subscribe/confirm/')
  await untilNothingWaits(app)
  app.leap(11 * MINUTE)
  await submit(app, '/subscribe', lin.fields)
  await eventually('the second mail', async () => (await lin.letters()).length === 2)
  const second = linkIn((await lin.letters())[1] ?? { text: '', urls: [] }, '/subscribe/confirm/')
  for (const act of [open, submit])
    t.match(await act(app, first), { status: 404, text: /这个链接用不了/ }, 'the first')
  t.match(await open(app, second), { status: 200, text: /还差一步/ })
  app.leap(49 * HOUR)
  for (const act of [open, submit])
    t.match(await act(app, second), { status: 404, text: /这个链接用不了/ }, 'the second, too late')
  t.not((await mailSubscriber(app, 'lin@example.com'))?.status, 'active')
})

/** A server on another loopback address, which no subscriber may reach. */
async function innerServer(t: Test): Promise<{ url: string; asked: () => number }> {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.end()
  })
  server.listen(0, '127.0.0.2')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('It listens on no port.')
  return { url: `http://127.0.0.2:${bound.port}`, asked: () => asked }
}

t.test('a receiver that sends us on to an inner address leads nowhere', async (t) => {
  const inner = await innerServer(t)
  const statuses = [301, 302, 303, 307, 308]
  const outer = await startReceiver(t, ({ url }) => ({
    status: Number(url.slice(1)),
    headers: { location: `${inner.url}/secret` },
  }))
  const ports = [outer.port, Number(new URL(inner.url).port)]
  const app = await startTestApp(t, {
    only: ['balance'],
    notices: { outbound: { ports, allow: ['127.0.0.1/32'] } },
  })
  for (const status of statuses) {
    const fields = { transport: 'webhook', 'webhook.address': `${outer.url}/${status}`, locale: 'en' }
    t.match(await submit(app, '/en/subscribe', fields), { status: 200 }, String(status))
  }
  const fields = { transport: 'webhook', 'webhook.address': `${inner.url}/`, locale: 'en' }
  t.match(await submit(app, '/en/subscribe', fields), { status: 400, text: /inner network/ })
  await eventually('every one to have failed', async () => {
    const tried = await app.db.selectFrom('deliveries').select(['error', 'status']).execute()
    return tried.filter(({ error, status }) => error !== null && status !== 'sent').length === statuses.length
  })
  t.equal(outer.received.length, statuses.length)
  t.equal(inner.asked(), 0)
  const active = await app.db.selectFrom('subscribers').select('id').where('status', '=', 'active').execute()
  t.strictSame(active, [])
})
