import { createECDH } from 'node:crypto'

import type { Tokens } from '../../lib/tokens.ts'

/** By which a push service knows who sends (RFC 8292): P-256, base64url. */
interface VapidKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** What a browser is given to subscribe with; its subscription takes letters of this key alone. */
export function vapidPublicKey(tokens: Pick<Tokens, 'key'>): string {
  return vapidKeys(tokens).publicKey
}

/**
 * The same at every start. Some 32 bytes are no private key (zero, and one in four thousand million is beyond the
 * curve's order): the next ones are taken then.
 */
export function vapidKeys(tokens: Pick<Tokens, 'key'>): VapidKeys {
  const pair = createECDH('prime256v1')
  for (let next = 0; ; next += 1) {
    const scalar = tokens.key(next === 0 ? 'web-push-vapid' : `web-push-vapid:${next}`)
    try {
      pair.setPrivateKey(scalar)
    } catch {
      continue
    }
    return { publicKey: pair.getPublicKey('base64url'), privateKey: scalar.toString('base64url') }
  }
}
