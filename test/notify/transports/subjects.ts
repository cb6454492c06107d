import type { TransportKind } from '../../../src/domain/transport.ts'
import type { DeliveryErrorKind } from '../../../src/notify/transports/delivery-error.ts'
import type { Outbound } from '../../../src/lib/outbound/outbound.ts'
import { loadTemplates } from '../../../src/lib/templates.ts'
import { loadTexts } from '../../../src/lib/text.ts'
import { createTokens } from '../../../src/lib/tokens.ts'
import { compileJsonPath } from '../../../src/probe/expect/json-path.ts'
import type { Transport } from '../../../src/notify/transports/transport.ts'
import { createTransports } from '../../../src/notify/transports/transports.ts'
import type { TransportDeps } from '../../../src/notify/transports/transport-deps.ts'
import { createPushBrowser } from '../../support/push-service.ts'
import { robots } from '../../support/robots.ts'
import type { Subject } from './contract.ts'
import { NOW } from './plain-letter.ts'

const texts = loadTexts('templates/locales')
const templates = loadTemplates('templates', texts)

const BOT_TOKEN = '12345:telegram-token-0123456789'
const SMS_KEY = 'sms-key-0123456789'

/** Those that stand behind an address of their own. */
export const ROBOTS = ['dingtalk', 'feishu', 'wecom', 'slack', 'teams', 'discord'] as const

export type Robot = (typeof ROBOTS)[number]

/** All that transports are made with, everything set up, and every robot and gateway at `url`. */
export function testDeps(url: string, outbound: Outbound, clock = () => NOW): TransportDeps {
  return {
    settings: {
      publicUrl: 'https://status.lamplight.example',
      outbound: { ports: [443], allow: [] },
      telegram: { botToken: BOT_TOKEN, api: url },
      sms: {
        url: `${url}/send`,
        headers: { Authorization: `Bearer ${SMS_KEY}`, 'Idempotency-Key': '{{key}}' },
        format: 'json',
        fields: { phone: '{{to}}', parameters: { content: '{{text}}' } },
        country: 'CN',
        code: { path: compileJsonPath('$.code'), accepted: ['OK'], gone: ['BLACKLISTED'], throttled: [42] },
      },
    },
    outbound,
    trusted: outbound,
    texts,
    templates,
    tokens: createTokens('a secret key of more than thirty-two characters'),
    clock,
  }
}

export function transportOf(kind: TransportKind, deps: TransportDeps): Transport {
  const transport = createTransports(deps)[kind]
  if (transport === undefined) throw new Error(`There is no ${kind}.`)
  return transport
}

/** A vendor's robot, verifying signatures as the vendor does. */
export function robotSubject(kind: Robot, means: Readonly<Record<number, DeliveryErrorKind>> = {}): Subject {
  const mock = robots[kind]
  const secret = 'secret' in mock ? mock.secret : undefined
  const token = /[a-z]+-(?:token|key)-\d+/.exec(mock.path)?.[0] ?? ''
  return {
    make: (url, outbound) => ({
      transport: transportOf(kind, testDeps(url, outbound)),
      to: {
        transport: kind,
        address: url + mock.path,
        settings: secret === undefined ? {} : { secret },
      },
    }),
    secrets: [token, ...(secret === undefined ? [] : [secret])],
    taken: (request) => mock.answer(request, NOW),
    means,
  }
}

export const telegramSubject: Subject = {
  make: (url, outbound) => ({
    transport: transportOf('telegram', testDeps(url, outbound)),
    to: { transport: 'telegram', address: '-1001234567890', settings: {} },
  }),
  secrets: [BOT_TOKEN, '-1001234567890'],
  taken: (request) => robots.telegram.answer(request),
  means: { 401: 'transport_down', 403: 'blocked', 404: 'transport_down' },
  ours: true,
}

const REFUSE_US = [401, 402, 405]

export const smsSubject: Subject = {
  make: (url, outbound) => ({
    transport: transportOf('sms', testDeps(url, outbound)),
    to: { transport: 'sms', address: '+8613800000000', settings: {} },
  }),
  secrets: [SMS_KEY, '+8613800000000'],
  taken: () => ({ status: 200, body: '{"code":"OK"}' }),
  means: {
    ...Object.fromEntries(REFUSE_US.map((status) => [status, 'transport_down' as const])),
    403: 'transient',
    404: 'transient',
  },
  ours: true,
  keyOf: ({ headers }) => headers['idempotency-key'],
}

export const webhookSubject: Subject = {
  make: (url, outbound) => ({
    transport: transportOf('webhook', testDeps(url, outbound)),
    to: { transport: 'webhook', address: `${url}/hooks/private-path-0123`, settings: { keyVersion: '1' } },
  }),
  secrets: ['private-path-0123'],
  taken: () => ({ status: 200 }),
  means: { 404: 'gone', 410: 'gone' },
  otherwise: 'transient',
  keyOf: ({ headers }) => headers['webhook-id'],
}

const { keys } = createPushBrowser()

export const webPushSubject: Subject = {
  make: (url, outbound) => ({
    transport: transportOf('web_push', testDeps(url, outbound)),
    to: { transport: 'web_push', address: `${url}/push/endpoint-0123456789`, settings: keys },
  }),
  secrets: ['endpoint-0123456789', ...Object.values(keys)],
  taken: () => ({ status: 201 }),
  means: { 401: 'transient', 403: 'transient', 404: 'gone', 410: 'gone' },
  keyOf: ({ headers }) => headers['topic'],
}
