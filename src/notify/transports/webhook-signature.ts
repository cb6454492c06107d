import { createHmac, createSecretKey } from 'node:crypto'

import type { Recipient } from '../../domain/subscriber.ts'
import type { Tokens } from '../../lib/tokens.ts'

/** One webhook as it is signed: its id and body are the same at every try, the moment is that of the try. */
interface Signed {
  readonly id: string
  /** Epoch ms. */
  readonly at: number
  readonly body: string
}

const PREFIX = 'whsec_'

/**
 * What a receiver verifies our webhooks with, in the form of Standard Webhooks. Derived and never stored: shown on the
 * page that holds the subscription, and computed again for every letter. `version` rises with every rotation.
 */
export function webhookSecret(
  tokens: Pick<Tokens, 'key'>,
  subscriberId: string,
  version: string | number,
): string {
  const key = tokens.key(`webhook:${subscriberId}:${version}`)
  return PREFIX + key.toString('base64')
}

/** Versions of the key to sign with, newest first: two of them until `previousUntil` of a rotation has passed. */
export function keyVersions({ settings }: Pick<Recipient, 'settings'>, now: number): number[] {
  const newest = Number(settings['keyVersion'] ?? 1)
  const rotating = newest > 1 && now < Number(settings['previousUntil'] ?? 0)
  return rotating ? [newest, newest - 1] : [newest]
}

/** The three headers of Standard Webhooks; a receiver takes any of the signatures. */
export function signatureHeaders(
  { id, at, body }: Signed,
  secrets: readonly string[],
): Record<`webhook-${'id' | 'timestamp' | 'signature'}`, string> {
  const timestamp = String(Math.floor(at / 1000))
  const signatures = secrets.map((secret) => {
    // As a key object: with the bare bytes Node takes several times as long, most of all that is done here.
    const key = createSecretKey(secret.slice(PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
