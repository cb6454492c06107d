import { hasDigest } from '../../lib/tokens.ts'

/** Compared against where nobody may come in, so that it takes as long as where somebody may. */
export const NOBODY = '0'.repeat(64)

/**
 * Whether a request carries the bearer token of which the SHA-256 in hex is expected; the comparison tells nothing
 * about the token.
 */
export function tokenMatches(authorization: string | undefined, expected: string): boolean {
  const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? ''
  return hasDigest(token, expected)
}
