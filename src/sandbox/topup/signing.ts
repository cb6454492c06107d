import { createHmac, timingSafeEqual } from 'node:crypto'

type Fields = Readonly<Record<string, unknown>>

/**
 * The text that is signed: scalar fields without `sign` and without empty ones, sorted by ASCII, as `k=v&k=v`.
 * Nested values stay outside, so a field may be added to an answer without breaking old readers.
 */
function canonical(fields: Fields): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => {
      const text = scalarText(value)
      return name === 'sign' || text === '' ? [] : [`${name}=${text}`]
    })
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    .join('&')
}

/** Sorted-parameter HMAC-SHA256, upper-case hex. */
export function signatureOf(fields: Fields, key: string): string {
  return createHmac('sha256', key).update(canonical(fields)).digest('hex').toUpperCase()
}

/** Whether the fields carry the signature that fits them. Case counts, as it does at real gateways. */
export function isSigned(fields: Fields, key: string): boolean {
  const given = Buffer.from(scalarText(fields['sign']))
  const expected = Buffer.from(signatureOf(fields, key))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function nameOf(pair: string): string {
  return pair.slice(0, pair.indexOf('='))
}

function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''
}
