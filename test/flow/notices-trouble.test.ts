import t from 'tap'

import { manageToken } from '../../src/lib/letter-links.ts'
import { keptSecretKey } from '../../src/lib/secret-key.ts'
import { createTokens, digestOf } from '../../src/lib/tokens.ts'
import { eventually } from '../support/eventually.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { submit } from '../support/reader.ts'
import {
  linkIn,
  mailRoom,
  settingsFor,
  untilRead,
  webhookRoom,
  type EquippedRoom,
  type Room,
} from '../support/rooms.ts'
import { idIn, runCliWith } from '../support/run-cli.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { lettersSent, momentsOf, untilNothingWaits } from '../support/told.ts'

// Stories mostly wait, so those of one file are told beside each other.
t.jobs = 3

const EMAIL = { email: { from: 'Starbridge <status@starbridge.example>' } }
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

function opened(title: string): string {
  return `
title: { zh-CN: ${title}, en: ${title} }
components: [{ id: balance, state: degraded }]
body: { zh-CN: 我们正在处理${title}。, en: We are working on ${title}. }
answers:
  scope: { zh-CN: 账单页可能是空的。, en: The page of bills may be empty. }
  doNow: [{ zh-CN: 请稍后再看。, en: Please look again later. }]
  nextUpdateAt: 2099-01-01 10:00
`
}

function announced(kind: string, title: string): string {
  return `
kind: ${kind}
title: { zh-CN: ${title}, en: ${title} }
body: { zh-CN: 详情见正文。, en: ${title} in detail. }
`
}

async function run(app: TestApp, words: readonly string[], file: string): Promise<string> {
  const answer = await runCliWith(app, words, file)
  if (answer.code !== 0) throw new Error(answer.err)
  return idIn(answer)
}

async function subscribe(app: TestApp, room: Room, fields: Record<string, string> = {}): Promise<void> {
  await submit(app, '/en/subscribe', { ...room.fields, locale: 'en', ...fields })
  if (room.kind === 'email')
    await submit(app, linkIn(await untilRead(room, /confirm/), '/subscribe/confirm/'))
  await eventually(`${room.kind} to be subscribed`, async () => {
    const rows = await app.db.selectFrom('subscribers').select(['transport', 'status']).execute()
    return rows.some(({ transport, status }) => transport === room.kind && status === 'active')
  })
}

/** An app that hands its mail to a server of the test's own, and all is well. */
async function withMail(
  t: Parameters<typeof startTestApp>[0],
  more: { readonly perHour?: number; readonly rooms?: readonly EquippedRoom[]; perSecond?: number } = {},
): Promise<{ mail: MailServer; app: TestApp }> {
  const { rooms = [], perHour, perSecond } = more
  const mail = await startMailServer(t)
  const app = await startTestApp(t, {
    only: ['balance'],
    smtpUrl: mail.url,
    notices: {
      ...settingsFor(rooms),
      email: { ...EMAIL.email, ...(perSecond !== undefined && { perSecond }) },
      ...(perHour !== undefined && { perHour }),
    },
  })
  await app.until({ balance: 'operational' })
  return { mail, app }
}

t.test('mail that is away for an hour delays nobody else, and all of it comes when it is back', async (t) => {
  const webhook = await webhookRoom(t)
  const { mail, app } = await withMail(t, { rooms: [webhook] })
  const lin = mailRoom(mail, 'lin@example.com')
  await subscribe(app, lin)
  await subscribe(app, webhook)
  await mail.goAway()

  const first = await run(app, ['incident', 'open', 'FILE'], opened('Alpha'))
  await untilRead(webhook, /"incident\.opened".*Alpha/)
  await eventually('the mail server to be missed', () =>
    app.lines.some(({ msg }) => msg === 'Notices do not get through.'),
  )
  app.leap(HOUR)
  const update = 'phase: identified\nbody: { zh-CN: 原因找到了。, en: The cause is known. }'
  t.match(await runCliWith(app, ['incident', 'update', first, 'FILE'], update), { code: 0 })
  await run(app, ['incident', 'open', 'FILE'], opened('Beta'))
  await run(app, ['announce', 'FILE'], announced('rules', 'Gamma'))
  for (const words of [/The cause is known/, /"incident\.opened".*Beta/, /"announcement\.posted".*Gamma/])
    await untilRead(webhook, words)
  t.equal((await lin.letters()).length, 1, 'the asking alone')

  await mail.comeBack()
  app.leap(MINUTE)
  await untilNothingWaits(app)
  for (const words of [/The cause is known\./, /We are working on Beta\./, /Gamma in detail\./])
    await untilRead(lin, words)
  const texts = (await lin.letters()).map(({ text }) => text).join()
  t.notMatch(texts, 'We are working on Alpha.', 'what newer word has replaced')
  t.equal(texts.split('The cause is known.').length, 2, 'told once')
  t.equal(mail.mails.length, await lettersSent(app, { transport: 'email' }), 'each letter once')
  const left = await app.db.selectFrom('deliveries').select('num').where('status', '=', 'dead').execute()
  t.strictSame(left, [])
})

t.test('a storm of incidents comes as one digest, once the hour’s measure is full', async (t) => {
  const { mail, app } = await withMail(t, { perHour: 3 })
  const lin = mailRoom(mail, 'lin@example.com')
  await subscribe(app, lin)
  for (const title of ['Alpha', 'Beta']) {
    await run(app, ['incident', 'open', 'FILE'], opened(title))
    await untilRead(lin, new RegExp(`We are working on ${title}`))
  }
  const storm = ['Gamma', 'Delta', 'Epsilon', 'Zeta', 'Eta']
  for (const title of storm) await run(app, ['incident', 'open', 'FILE'], opened(title))
  await eventually('all of it to be held', async () => {
    const held = await app.db
      .selectFrom('deliveries')
      .select('num')
      .where('status', '=', 'waiting')
      .where('due_at', '>', app.now() + 60_000)
      .execute()
    return held.length === storm.length
  })
  t.equal((await lin.letters()).length, 3, 'the asking, and two incidents')
  app.leap(HOUR)
  const digest = await untilRead(lin, /Starbridge Wallet status: 5 incidents/)
  for (const title of storm) t.match(digest.text, `We are working on ${title}.`)
  const [, code = ''] = /Notice (\w{12})/.exec(digest.text) ?? []
  const verified = await submit(app, '/en/verify', { text: code })
  t.match(verified.text, /We sent this notice[^]*Eta/, 'and /verify knows it')
  await untilNothingWaits(app)
  t.equal((await lin.letters()).length, 4, 'all of it in one')
})

t.test('quiet hours hold what is not urgent until they are over; a warning comes through', async (t) => {
  const webhook = await webhookRoom(t)
  const { mail, app } = await withMail(t, { rooms: [webhook] })
  const lin = mailRoom(mail, 'lin@example.com')
  const clock = (at: number): string =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Shanghai',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(at)
  await subscribe(app, webhook)
  await subscribe(app, lin, {
    quiet: '1',
    quiet_from: clock(app.now() - HOUR),
    quiet_to: clock(app.now() + HOUR),
  })
  await run(app, ['incident', 'open', 'FILE'], opened('Alpha'))
  await run(app, ['announce', 'FILE'], announced('security', 'Beware'))
  await untilRead(webhook, /"incident\.opened".*Alpha/)
  await untilRead(lin, /Beware in detail\./)
  t.notMatch(JSON.stringify(await lin.letters()), 'Alpha')
  app.leap(50 * MINUTE)
  await run(app, ['announce', 'FILE'], announced('rules', 'Later'))
  await untilRead(webhook, /"announcement\.posted".*Later/)
  t.notMatch(JSON.stringify(await lin.letters()), /Alpha|Later/, 'still quiet')
  app.leap(11 * MINUTE)
  const digest = await untilRead(lin, /We are working on Alpha\./)
  t.match(digest.text, 'Later in detail.', 'both in one letter')
  await untilNothingWaits(app)
  t.equal((await lin.letters()).length, 3)
})

t.test('planned work is told four times, each once, whatever restarts lie between', async (t) => {
  const { mail, app } = await withMail(t)
  const lin = mailRoom(mail, 'lin@example.com')
  await subscribe(app, lin)
  const startsAt = app.now() + 10 * DAY
  const endsAt = startsAt + 2 * HOUR
  const plan = [
    'title: { zh-CN: 余额升级, en: Balance upgrade }',
    'body: { zh-CN: 升级期间看不到余额。, en: Balances cannot be seen meanwhile. }',
    'components: [balance]',
    `startsAt: ${new Date(startsAt).toISOString()}`,
    `endsAt: ${new Date(endsAt).toISOString()}`,
  ].join('\n')
  await run(app, ['maintenance', 'plan', 'FILE'], plan)
  const turns: readonly (readonly [at: number, words: RegExp, moment: string])[] = [
    [app.now(), /Planned work.*Balance upgrade/, 'announced'],
    [startsAt - DAY, /Reminder of planned work.*Balance upgrade/, 'day_before'],
    [startsAt, /Planned work begins.*Balance upgrade/, 'started'],
    [endsAt, /Planned work ended.*Balance upgrade/, 'ended'],
  ]
  const moments: string[] = []
  for (const [at, words, moment] of turns) {
    app.leap(Math.max(0, at - app.now()))
    await untilRead(lin, words)
    moments.push(moment)
    await untilNothingWaits(app)
    await app.stop()
    await app.start()
    t.strictSame(await momentsOf(app, 'maintenance'), moments)
  }
  app.leap(10 * MINUTE)
  await app.until({ balance: 'operational' })
  t.strictSame(await momentsOf(app, 'maintenance'), moments, 'nothing is told after the end')
  t.equal((await lin.letters()).length, 1 + turns.length)
})

t.test('a restart in the midst of telling 2,000 leaves out nobody and tells nobody twice', async (t) => {
  const SUBSCRIBERS = 2_000
  const { mail, app } = await withMail(t, { perSecond: 500 })
  const tokens = createTokens(keptSecretKey(app.dataFolder))
  await app.db.transaction().execute(async (tx) => {
    for (let index = 0; index < SUBSCRIBERS; index += 1) {
      const id = `reader${index}`
      await addSubscriber(tx, id, { manageHash: digestOf(manageToken(tokens, id)) })
    }
  })
  await run(app, ['incident', 'open', 'FILE'], opened('Alpha'))
  await eventually('the first mails', () => mail.mails.length > 100)
  await app.stop()
  const before = mail.mails.length
  t.ok(before < SUBSCRIBERS, `${before} mails had gone out`)
  await app.start()
  await eventually('everybody to be told', () => mail.mails.length >= SUBSCRIBERS, 60_000)
  await untilNothingWaits(app)
  t.equal(mail.mails.length, SUBSCRIBERS)
  t.equal(new Set(mail.addresses()).size, SUBSCRIBERS)
})
