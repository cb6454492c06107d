import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/**
 * Tokens and keys that follow from the one secret key: nothing that opens anything is ever stored, and a message made
 * a second time holds the same token. Whoever reads the database finds digests only.
 */
export interface Tokens {
  /**
   * The token by which `about` may do what `purpose` names: 43 characters that can stand in an address. Another
   * `generation` makes another token, and the old one is worth nothing once its digest is replaced.
   */
  token(purpose: string, about: string, generation?: number): string
  /** Bytes of key material for a purpose, the same at every start. */
  key(purpose: string, length: number): Buffer
}

export function createTokens(secretKey: string): Tokens {
  return {
    token: (purpose, about, generation = 0) =>
      createHmac('sha256', secretKey)
        .update(JSON.stringify([purpose, about, generation]))
        .digest('base64url'),
    key: (purpose, length) => Buffer.from(hkdfSync('sha256', secretKey, '', purpose, length)),
  }
}

/** What is stored of a token and looked up by: SHA-256, hex. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Whether a token has this digest; takes as long whether it has or not. */
export function hasDigest(token: string, digest: string): boolean {
  const own = Buffer.from(digestOf(token))
  const other = Buffer.from(digest)
  return own.length === other.length && timingSafeEqual(own, other)
}
