import type { Test } from 'tap'

import type { Config } from '../../src/config/config.ts'
import type { TransportKind } from '../../src/domain/transport.ts'
import { eventually } from './eventually.ts'
import type { MailServer } from './mail-server.ts'
import { createPushBrowser, startPushService, verifyVapid } from './push-service.ts'
import { startReceiver, type Received } from './receiver.ts'
import { robots } from './robots.ts'

/** A letter as whoever is behind an address reads it. */
export interface Read {
  readonly text: string
  readonly urls: readonly string[]
}

/** Where notices arrive and are read: a mailbox, a group, a phone, a server. */
export interface Room {
  readonly kind: TransportKind
  /** What its owner fills into the form of /subscribe. */
  readonly fields: Readonly<Record<string, string>>
  /** Everything that arrived, in order. */
  letters(): Promise<readonly Read[]>
}

/** What the app has to be told so that a room can be reached. */
type Needs = Pick<Config['notices'], 'sms' | 'telegram'> & {
  readonly port: number
  readonly robotHosts?: Config['notices']['robotHosts']
  readonly pushHosts?: Config['notices']['pushHosts']
}

export interface EquippedRoom extends Room {
  readonly needs: Needs
}

const BOT_TOKEN = '12345:telegram-token-0123456789'
const SMS_KEY = 'sms-key-0123456789'
const PHONE = '+8613800000000'

const linksIn = (text: string): string[] => text.match(/https?:\/\/[^\s"<>]+/g) ?? []

type RobotKind = Exclude<keyof typeof robots, 'telegram'>

export const ROBOTS = Object.keys(robots).filter((kind): kind is RobotKind => kind !== 'telegram')

/** A group with a vendor's robot, which refuses what is not signed as the vendor demands. */
export async function robotRoom(t: Test, kind: RobotKind): Promise<EquippedRoom> {
  const mock = robots[kind]
  const { url, port, received } = await startReceiver(t, (request) => mock.answer(request, Date.now()))
  return {
    kind,
    fields: {
      transport: kind,
      [`${kind}.address`]: url + mock.path,
      ...('secret' in mock && { [`${kind}.secret`]: mock.secret }),
    },
    letters: async () => received.map((request) => mock.read(request)),
    needs: { port, robotHosts: { [`127.0.0.1:${port}`]: kind } },
  }
}

/** A chat that the operators' bot writes to. */
export async function telegramRoom(t: Test): Promise<EquippedRoom> {
  const { url, port, received } = await startReceiver(t, (request) => robots.telegram.answer(request))
  return {
    kind: 'telegram',
    fields: { transport: 'telegram', 'telegram.address': '-1001234567890' },
    letters: async () => received.map((request) => robots.telegram.read(request)),
    needs: { port, telegram: { botToken: BOT_TOKEN, api: url } },
  }
}

/** A phone behind a gateway that takes nothing without its key. */
export async function smsRoom(t: Test): Promise<EquippedRoom> {
  const { url, port, received } = await startReceiver(t, ({ headers }) =>
    headers.authorization === `Bearer ${SMS_KEY}` ? { status: 200 } : { status: 401 },
  )
  const textOf = ({ body }: Received): string => {
    const { phone, parameters } = JSON.parse(body)
    return phone === PHONE ? parameters.content : ''
  }
  return {
    kind: 'sms',
    fields: { transport: 'sms', 'sms.address': '138 0000 0000' },
    letters: async () => received.map(textOf).map((text) => ({ text, urls: linksIn(text) })),
    needs: {
      port,
      sms: {
        url: `${url}/send`,
        headers: { Authorization: `Bearer ${SMS_KEY}`, 'Idempotency-Key': '{{key}}' },
        format: 'json',
        fields: { phone: '{{to}}', parameters: { content: '{{text}}' } },
        country: 'CN',
        askedPerHour: 200,
      },
    },
  }
}

/** A browser and the push service between: what is read was decrypted with the browser's own keys. */
export async function browserRoom(t: Test): Promise<EquippedRoom> {
  const service = await startPushService(t)
  const browser = createPushBrowser()
  return {
    kind: 'web_push',
    fields: { transport: 'web_push', address: service.endpoint, ...browser.keys },
    letters: async () =>
      service.pushed.map((pushed) => {
        verifyVapid(pushed)
        const { title, body, url, unsubscribe } = JSON.parse(browser.read(pushed.body))
        return { text: `${title}\n${body}`, urls: [url, unsubscribe.url] }
      }),
    needs: { port: service.port, pushHosts: [`127.0.0.1:${service.port}`] },
  }
}

export interface WebhookRoom extends EquippedRoom {
  readonly received: readonly Received[]
}

/** A server that gives the challenge back by which it is asked whether it wants to be told. */
export async function webhookRoom(t: Test): Promise<WebhookRoom> {
  const { url, port, received } = await startReceiver(t, ({ body }) => {
    const { type, data } = JSON.parse(body)
    const challenge = type === 'subscription.challenge' ? data.challenge : undefined
    return { status: 200, body: JSON.stringify({ challenge }) }
  })
  return {
    kind: 'webhook',
    fields: { transport: 'webhook', 'webhook.address': `${url}/hooks/status` },
    received,
    letters: async () => received.map(({ body }) => ({ text: body, urls: linksIn(body) })),
    needs: { port },
  }
}

/** A mailbox on a mail server. */
export function mailRoom(mail: Pick<MailServer, 'mails'>, address: string): Room {
  return {
    kind: 'email',
    fields: { transport: 'email', 'email.address': address },
    letters: async () =>
      Promise.all(
        mail.mails
          .filter(({ to }) => to.includes(address))
          .map(async (received) => {
            const { subject = '', text = '' } = await received.parsed()
            return { text: `${subject}\n${text}`, urls: linksIn(text) }
          }),
      ),
  }
}

/** The settings under which an app reaches all of these rooms, and nothing else on this machine. */
export function settingsFor(rooms: readonly EquippedRoom[]): Partial<Config['notices']> {
  const needs = rooms.map((room) => room.needs)
  return Object.assign(
    {
      outbound: { ports: needs.map(({ port }) => port), allow: ['127.0.0.0/8'] },
      robotHosts: Object.assign({}, ...needs.map(({ robotHosts }) => robotHosts)),
      pushHosts: needs.flatMap(({ pushHosts = [] }) => pushHosts),
    },
    ...needs.map(({ sms, telegram }) => ({ ...(sms && { sms }), ...(telegram && { telegram }) })),
  )
}

/** Resolves with the first letter in a room that holds these words. */
export function untilRead(room: Room, wanted: RegExp): Promise<Read> {
  return eventually(`${wanted} by ${room.kind}`, async () =>
    (await room.letters()).find(({ text }) => wanted.test(text)),
  ).catch(async (error: unknown) => {
    const texts = (await room.letters()).map(({ text }) => text)
    throw new Error(`By ${room.kind} came: ${JSON.stringify(texts, null, 2)}`, { cause: error })
  })
}

/** The link of a letter that holds this. */
export function linkIn({ text, urls }: Read, part: string): string {
  const link = urls.find((url) => url.includes(part))
  if (link === undefined) throw new Error(`No link to ${part} in: ${text}`)
  return link
}
