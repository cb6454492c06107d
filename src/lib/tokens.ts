import { createHash, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'

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
  /** 32 bytes of key material for a purpose, the same at every start. */
  key(purpose: string): Buffer
}

export function createTokens(secretKey: string): Tokens {
  // As key objects: with bare bytes Node makes one each time.
  const own = createSecretKey(secretKey, 'utf8')
  const extracted = createSecretKey(createHmac('sha256', '').update(secretKey).digest())
  return {
    token: (purpose, about, generation = 0) =>
      createHmac('sha256', own)
        .update(JSON.stringify([purpose, about, generation]))
        .digest('base64url'),
    // HKDF with SHA-256 and no salt (RFC 5869), whose first half is the same for all: a key is made for every letter.
    key: (purpose) => createHmac('sha256', extracted).update(`${purpose}\u0001`).digest(),
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
