import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** How long a token is good for, s. */
const LIFE_SECONDS = 600

export interface Tokens {
  /** A new access token and its life in seconds (RFC 6749, section 5.1). */
  issue(now: number): { readonly token: string; readonly expiresIn: number }
  /** Whether this token is one of ours and has not expired. */
  isGood(token: string, now: number): boolean
}

/**
 * Tokens carry their own end and a seal over it, so nothing need be remembered however many probes ask for one;
 * the sealing key lives as long as the process, so a restart makes every older token worthless.
 */
export function createTokens(): Tokens {
  const key = randomBytes(32)
  const seal = (body: string): string => createHmac('sha256', key).update(body).digest('base64url')
  return {
    issue(now) {
      const body = `${now + LIFE_SECONDS * 1000}.${randomBytes(9).toString('base64url')}`
      return { token: `${body}.${seal(body)}`, expiresIn: LIFE_SECONDS }
    },
    isGood(token, now) {
      const cut = token.lastIndexOf('.')
      const body = token.slice(0, Math.max(cut, 0))
      const given = Buffer.from(token.slice(cut + 1))
      const expected = Buffer.from(seal(body))
      const ours = given.length === expected.length && timingSafeEqual(given, expected)
      return ours && Number(body.split('.')[0]) > now
    },
  }
}
