import { Type } from 'typebox'

/** A string in configuration that must never be printed: a key, a password, a token. */
export function secret(description: string) {
  return Type.String({ minLength: 1, description, secret: true })
}

/** Short strings are left alone: masking every `a` hides nothing and garbles the rest. */
const SHORTEST_MASKED = 4

/** Replaces every occurrence of each secret, also as it stands in a URL or in base64, by `***`. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((value) => value.length >= SHORTEST_MASKED)
    .flatMap((value) => [value, encodeURIComponent(value), Buffer.from(value).toString('base64')])
    .toSorted((a, b) => b.length - a.length)
    .reduce((masked, value) => masked.replaceAll(value, '***'), text)
}
