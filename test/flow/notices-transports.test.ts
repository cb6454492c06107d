import { Webhook } from 'standardwebhooks'
import t from 'tap'

import type { Locale } from '../../src/domain/locale.ts'
import { eventually } from '../support/eventually.ts'
import { startMailServer } from '../support/mail-server.ts'
import { open, submit } from '../support/reader.ts'
import {
  browserRoom,
  linkIn,
  mailRoom,
  robotRoom,
  ROBOTS,
  settingsFor,
  smsRoom,
  telegramRoom,
  untilRead,
  webhookRoom,
  type Room,
  type WebhookRoom,
} from '../support/rooms.ts'
import { runCliWith } from '../support/run-cli.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { heldAtAll, lettersSent, untilNothingWaits } from '../support/told.ts'

const FROM = 'Starbridge <status@starbridge.example>'
const UPDATE = 'phase: identified\nbody: { zh-CN: 原因找到了。, en: We have found the cause. }'
const END = 'body: { zh-CN: 账单又能看了。, en: Bills can be seen again. }'

/** Titles, the one thing that every way of being told people has room for, and what programs read. */
const SAID = {
  'zh-CN': {
    begins: /余额显示：正在查原因/,
    goesOn: /余额显示：原因已找到/,
    ends: /【已解决】余额显示/,
    begun: /登录：正在查原因/,
  },
  en: {
    begins: /Balance display: finding the cause/,
    goesOn: /Balance display: cause found/,
    ends: /Resolved. Balance display/,
    begun: /Sign in: finding the cause/,
  },
  program: {
    begins: /"incident\.opened"/,
    goesOn: /"phase":"identified"/,
    ends: /"incident\.resolved"/,
    begun: /"incident\.opened".*"sign-in"/,
  },
} as const satisfies Record<Locale | 'program', Record<string, RegExp>>

/** The room's owner says yes in whatever way there is. */
async function confirm(app: TestApp, room: Room): Promise<void> {
  // A browser that holds the keys, and a server that gives the challenge back, have said it already.
  if (room.kind === 'web_push' || room.kind === 'webhook') return
  const link = linkIn(await untilRead(room, /确认|confirm/i), '/subscribe/confirm/')
  await open(app, link)
  if (await isActive(app, room)) throw new Error(`${room.kind} was confirmed by opening the link.`)
  await submit(app, link)
}

async function isActive({ db }: TestApp, { kind }: Room): Promise<boolean> {
  const [subscriber] = await db
    .selectFrom('subscribers')
    .select('status')
    .where('transport', '=', kind)
    .execute()
  return subscriber?.status === 'active'
}

/** Every webhook verified as its receiver does, with the secret that its owner finds on their own page. */
async function verifyAll(app: TestApp, room: WebhookRoom): Promise<number> {
  const manage = linkIn(await untilRead(room, /challenge/), '/subscriptions/')
  const secret = /whsec_[\w+/=]+/.exec((await open(app, manage)).text)?.[0] ?? ''
  const webhook = new Webhook(secret)
  for (const { headers, body } of room.received) {
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
    webhook.verify(body, Object.fromEntries(names.map((name) => [name, String(headers[name])])))
  }
  return room.received.length
}

t.test(
  'by every way there is: asked, confirmed, told from beginning to end, and left in peace',
  async (t) => {
    const mail = await startMailServer(t)
    const webhook = await webhookRoom(t)
    const equipped = [
      webhook,
      // In Chinese: two parts of a short message leave an English title but 24 characters.
      await smsRoom(t),
      await browserRoom(t),
      await telegramRoom(t),
      ...(await Promise.all(ROBOTS.map((kind) => robotRoom(t, kind)))),
    ]
    const witness = mailRoom(mail, 'witness@example.com')
    const app = await startTestApp(t, {
      only: ['balance', 'sign-in'],
      smtpUrl: mail.url,
      notices: { ...settingsFor(equipped), email: { from: FROM } },
    })
    await app.until({ balance: 'operational', 'sign-in': 'operational' })
    const rooms = [witness, ...equipped].map((room, index) => {
      const locale = index % 2 === 0 ? 'zh-CN' : 'en'
      return { room, locale, said: SAID[room.kind === 'webhook' ? 'program' : locale] } as const
    })

    for (const { room, locale } of rooms)
      t.match(await submit(app, '/en/subscribe', { ...room.fields, locale }), { status: 200 }, room.kind)
    for (const { room } of rooms) {
      await confirm(app, room)
      await eventually(`${room.kind} to be subscribed`, () => isActive(app, room))
    }

    app.sandbox.faults.add({ endpoint: 'balance', kind: 'error' })
    for (const { room, said } of rooms) await untilRead(room, said.begins)
    const { id } = await app.incident('it to be published', ({ publication }) => publication === 'published')
    t.match(await runCliWith(app, ['incident', 'update', id, 'FILE'], UPDATE), { code: 0 })
    for (const { room, said } of rooms) await untilRead(room, said.goesOn)
    app.sandbox.faults.healAll()
    await app.until({ balance: 'operational' })
    t.match(await runCliWith(app, ['incident', 'resolve', id, 'FILE'], END), { code: 0 })

    const lastLetters = new Map<Room, string>()
    for (const { room, said } of rooms) {
      const last = await untilRead(room, said.ends)
      lastLetters.set(room, linkIn(last, '/subscriptions/').replace(/\/unsubscribe$/, ''))
    }
    await untilNothingWaits(app)
    t.equal(await verifyAll(app, webhook), await lettersSent(app, { transport: 'webhook' }), 'signatures')
    for (const { room } of rooms) {
      const came = (await room.letters()).length
      t.equal(came, await lettersSent(app, { transport: room.kind }), `${room.kind}: each letter once`)
    }

    for (const { room } of rooms.slice(1)) {
      const manage = lastLetters.get(room) ?? ''
      t.match(await submit(app, `${manage}/unsubscribe`), { status: 200 }, room.kind)
      t.match(await open(app, manage), { status: 404 }, room.kind)
    }
    t.match(await heldAtAll(app), { subscribers: 1, subscriptions: 1 }, 'the witness alone')
    const counts = async () => Promise.all(equipped.map(async (room) => (await room.letters()).length))
    const before = await counts()
    app.sandbox.faults.add({ endpoint: 'sign_in', kind: 'error' })
    await untilRead(witness, SAID['zh-CN'].begun)
    await untilNothingWaits(app)
    t.strictSame(await counts(), before, 'silence')
  },
)
