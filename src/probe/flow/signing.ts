import { createHmac } from 'node:crypto'

/** How a gateway signs: the shared key and the field that carries the signature. */
export interface SigningKey {
  readonly key: string
  readonly field: string
}

export type Parameters = Readonly<Record<string, unknown>>

/**
 * The text that is signed: top-level scalar parameters without the signature and without empty ones, sorted by name
 * as ASCII, written `name=value` and joined by `&`. The rule most Chinese gateways share.
 */
export function textToSign(parameters: Parameters, field: string): string {
  return Object.entries(parameters)
    .filter(([name, value]) => name !== field && isScalar(value) && value !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${String(value)}`)
    .join('&')
}

/** HMAC-SHA256 over the sorted parameters, in upper-case hexadecimal. */
export function sortedHmac(parameters: Parameters, { key, field }: SigningKey): string {
  return createHmac('sha256', key).update(textToSign(parameters, field)).digest('hex').toUpperCase()
}

export type SignatureCheck = 'valid' | 'missing' | 'wrong'

/**
 * Verifies an answer over every field it has, known to us or not: a gateway may add fields at any time. `answer` is
 * the body parsed without loss (exact-json.ts), since `1.00` and `1` sign differently.
 */
export function checkSignature(answer: unknown, signing: SigningKey): SignatureCheck {
  if (!isParameters(answer)) return 'missing'
  const signature = answer[signing.field]
  if (typeof signature !== 'string' || signature === '') return 'missing'
  return signature === sortedHmac(answer, signing) ? 'valid' : 'wrong'
}

function isParameters(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
