import { ECDH } from 'node:crypto'

import type { Message } from '../../domain/message.ts'
import { ORIGIN_CONNECTIONS } from '../../lib/outbound/lanes.ts'
import type { OutboundAnswer } from '../../lib/outbound/outbound.ts'
import { refuseUrl } from '../../lib/outbound/refuse-url.ts'
import { DeliveryError } from './delivery-error.ts'
import { classifyAnswer, post } from './http-transport.ts'
import { pushPayload, topicOf } from './push-payload.ts'
import { isPushHost } from './push-hosts.ts'
import { readUrl } from './read-url.ts'
import type { AddressReading, GivenAddress, Transport } from './transport.ts'
import type { TransportDeps, TransportSettings } from './transport-deps.ts'
import { vapidKeys } from './vapid.ts'

/** How long a push service keeps what a phone that is off has not fetched, s. What is older is read on the page. */
const TTL_S = 86_400

/**
 * Notices to a browser (RFC 8030, 8291 and 8292), without a mail address or an account. Offered where a browser can
 * subscribe at all: over HTTPS, and on one's own machine.
 */
export function createWebPush(deps: TransportDeps): Transport | undefined {
  const { outbound, tokens, clock, settings, texts } = deps
  const subject = subjectOf(settings)
  if (subject === undefined) return undefined
  const vapidDetails = { subject, ...vapidKeys(tokens) }
  return {
    limits: { concurrency: 32, perOrigin: ORIGIN_CONNECTIONS, timeoutMs: 15_000 },
    readAddress: (given) => readSubscription(given, settings),
    // The end of an endpoint tells two of one person's browsers apart; all of it would let anybody ask for their attention.
    mask: ({ address }) => `${new URL(address).host} …${address.slice(-4)}`,
    async deliver(letter, signal) {
      const { address, settings: keys } = letter.to
      // Loaded with the first push: it takes nine megabytes that a page without such readers does without.
      const { default: webPush } = await import('web-push')
      // Encryption and signature only: what it would send, it would send past our guard.
      const { headers, body } = webPush.generateRequestDetails(
        { endpoint: address, keys: { p256dh: keys['p256dh'] ?? '', auth: keys['auth'] ?? '' } },
        pushPayload(letter, texts),
        { vapidDetails, TTL: TTL_S, urgency: urgencyOf(letter.message), topic: topicOf(letter.message) },
      )
      classify(await post(outbound, { url: address, headers: asText(headers), body, signal }), clock())
      return {}
    },
    close: async () => {},
  }
}

/** Whom a push service may turn to about us; undefined where no browser would subscribe. */
function subjectOf({ publicUrl }: TransportSettings): string | undefined {
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol === 'https:') return publicUrl
  // Browsers trust their own machine without TLS, while the standard knows no http: there.
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname) ? 'mailto:status@localhost' : undefined
}

function readSubscription(given: GivenAddress, { outbound, pushHosts }: TransportSettings): AddressReading {
  const { address = '', p256dh = '', auth = '' } = given
  const endpoint = readUrl(address, outbound)
  const isService =
    endpoint.ok && isPrivate(endpoint.url, outbound) && isPushHost(endpoint.url.host, pushHosts)
  // Nobody types these: where one is wrong, the browser is to ask its push service anew.
  const isUsable = isService && isPublicKey(p256dh) && isSecret(auth)
  if (!isUsable) return { ok: false, field: 'address', problem: 'push_broken' }
  return { ok: true, address: endpoint.url.href, settings: { p256dh, auth } }
}

/** Browsers know https alone; what has been opened on purpose, for tests and inner networks, may do without. */
function isPrivate(url: URL, { ports }: TransportSettings['outbound']): boolean {
  return url.protocol === 'https:' || refuseUrl(url.href, { ports, allow: [] }) !== undefined
}

const AUTH_BYTES = 16

function isSecret(text: string): boolean {
  return bytesOf(text).length === AUTH_BYTES
}

/** An uncompressed point of P-256. */
function isPublicKey(text: string): boolean {
  const key = bytesOf(text)
  if (key.length !== 65 || key[0] !== 4) return false
  try {
    ECDH.convertKey(key, 'prime256v1')
    return true
  } catch {
    return false
  }
}

function bytesOf(base64url: string): Buffer {
  return /^[\w-]+$/.test(base64url) ? Buffer.from(base64url, 'base64url') : Buffer.alloc(0)
}

/** High wakes a phone that saves its battery: for what has just begun, and for warnings against frauds. */
function urgencyOf({ data: { type, kind } }: Message): 'high' | 'normal' {
  return type === 'incident.opened' || kind === 'security' ? 'high' : 'normal'
}

function asText(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      // Of the body that is sent it is the client who knows the length.
      .filter(([name]) => name !== 'Content-Length')
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
}

/**
 * 401 and 403 say that our key is not the one the browser subscribed with, or that our clock is wrong. That is neither
 * the reader's end (a clock is put right within a day) nor a reason to hold all pushes: any address that somebody types
 * may answer so.
 */
function classify(answer: OutboundAnswer, now: number): void {
  const { status } = answer
  if (status === 401 || status === 403)
    throw new DeliveryError('transient', `answered ${status}: our key was refused`)
  classifyAnswer(answer, { gone: [404, 410], now })
}
