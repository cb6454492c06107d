import type { HopAnswer } from './ask-once.ts'

/** How many redirects are followed, one after another. */
export const MAX_REDIRECTS = 3

/**
 * Those that repeat the request as it was (RFC 9110 sections 15.4.8 and 15.4.9). The others turn a POST into a GET without
 * its body, which delivers nothing, so they are answered as they are.
 */
const FOLLOWED = new Set([307, 308])

/** Where an answer sends the request on; undefined where it does not. */
export function redirectOf(answer: HopAnswer): string | undefined {
  return FOLLOWED.has(answer.status) ? answer.headers['location'] : undefined
}

/**
 * Whether a redirect stays with those who gave us the address: the same origin, or the same host by https instead of http.
 * One that leads to somebody else is not followed, whatever is dropped from the request. With its signature or token it
 * would hand a third party what proves to be from us; without, the receiver could not tell it from a forgery; and only
 * the address given has proved that it wants to hear of us. Whoever moves gives the new address.
 */
export function isSameParty(from: URL, to: URL): boolean {
  const becomesSecure = from.protocol === 'http:' && to.protocol === 'https:'
  return to.origin === from.origin || (becomesSecure && to.hostname === from.hostname)
}
