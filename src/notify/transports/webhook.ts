import { createHmac, timingSafeEqual } from 'node:crypto'

import type { Letter } from '../../domain/message.ts'
import { ORIGIN_CONNECTIONS } from '../../lib/outbound/lanes.ts'
import type { OutboundAnswer } from '../../lib/outbound/outbound.ts'
import type { Tokens } from '../../lib/tokens.ts'
import { DeliveryError } from './delivery-error.ts'
import { classifyAnswer, membersOf, post, readRetryAfter } from './http-transport.ts'
import { readUrl } from './read-url.ts'
import type { Transport } from './transport.ts'
import type { TransportDeps } from './transport-deps.ts'
import { webhookBody } from './webhook-body.ts'
import { keyVersions, signatureHeaders, webhookSecret } from './webhook-signature.ts'

/** Signed as Standard Webhooks has it (https://github.com/standard-webhooks/standard-webhooks), to a URL of anybody's. */
export function createWebhook({ outbound, tokens, clock, settings }: TransportDeps): Transport {
  const userAgent = `wallet-status (${settings.publicUrl})`
  return {
    // Receivers are many and slow ones must not hold up the others; fifteen to thirty seconds are what the standard gives.
    limits: { concurrency: 64, perOrigin: ORIGIN_CONNECTIONS, timeoutMs: 20_000 },
    readAddress: (given) => {
      const reading = readUrl(given['address'] ?? '', settings.outbound)
      if (!reading.ok) return { ok: false, field: 'address', problem: reading.problem }
      return { ok: true, address: reading.url.href, settings: { keyVersion: '1' } }
    },
    mask: ({ address }) => `${new URL(address).origin}/…`,
    async deliver(letter, signal) {
      const now = clock()
      const { to } = letter
      const challenge = challengeOf(tokens, letter)
      const body = webhookBody(letter, challenge, now)
      const { secret } = to.settings
      const secrets =
        secret === undefined
          ? keyVersions(to, now).map((version) => webhookSecret(tokens, to.subscriberId, version))
          : [secret]
      const answer = await post(outbound, {
        url: to.address,
        headers: {
          'content-type': 'application/json',
          'user-agent': userAgent,
          ...signatureHeaders({ id: idOf(letter), at: now, body }, secrets),
        },
        body,
        signal,
      })
      classify(answer, now)
      return challenge !== undefined && hasChallenge(answer.body, challenge) ? { confirmed: true } : {}
    },
    close: async () => {},
  }
}

/** A key may hold what separates the parts that are signed, or what no header may hold; this says the same without. */
function idOf({ key }: Letter): string {
  return `msg_${Buffer.from(key).toString('base64url')}`
}

/** What only whoever reads our letters there can send back; it confirms nothing by itself, unlike the token of the link. */
function challengeOf(tokens: Pick<Tokens, 'key'>, { key, to, links, message }: Letter): string | undefined {
  if (message.kind !== 'subscriber' || links.confirm === undefined) return undefined
  return createHmac('sha256', tokens.key('webhook-challenge'))
    .update(JSON.stringify([to.subscriberId, key]))
    .digest('base64url')
}

/**
 * Whether an answer is the challenge, bare or as `{"challenge": …}`. A body that merely has it somewhere is not: servers
 * that echo whatever they are sent would agree to everything, and their owners never asked for it.
 */
function hasChallenge(body: string, challenge: string): boolean {
  const { challenge: member } = membersOf(body)
  const given = Buffer.from(typeof member === 'string' ? member : body.trim())
  const wanted = Buffer.from(challenge)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

const GONE = [404, 410]
const TOO_MANY = 429

/**
 * The standard has a sender try again, for a day or so, until a 2xx comes, and stop for good at 410. So a refusal is not
 * the last word, unlike elsewhere: an owner mends the receiver, or the secret it verifies with, and gets what was missed.
 * The same goes for 3xx, a failure by the standard: an address that moved for a while is not a lost one. 404 is taken as 410
 * since most servers never say 410; a pause is lifted on the page of the subscription.
 */
function classify(answer: OutboundAnswer, now: number): void {
  const { status, headers } = answer
  const isTaken = status >= 200 && status < 300
  if (isTaken || status >= 500 || [...GONE, TOO_MANY].includes(status))
    return classifyAnswer(answer, { gone: GONE, now })
  const retryAfterMs = readRetryAfter(headers['retry-after'], now)
  throw new DeliveryError('transient', `answered ${status}`, { retryAfterMs })
}
