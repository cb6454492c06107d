import { Type } from 'typebox'

/** A string in configuration that must never be printed: a key, a password, a token. */
export function secret(description: string) {
  return Type.String({ minLength: 1, description, secret: true })
}

/** Short strings are left alone: masking every `a` hides nothing and garbles the rest. */
const SHORTEST_MASKED = 4

/** Hides secrets in a text. */
export type Mask = (text: string) => string

/**
 * Makes a mask that replaces every occurrence of each secret by `***`, also as it stands in JSON, in an address, in
 * a form or in base64. Make it once and use it often: what is slow is the making.
 */
export function createMask(secrets: readonly string[]): Mask {
  const forms = new Set(secrets.filter((value) => value.length >= SHORTEST_MASKED).flatMap(writtenForms))
  if (forms.size === 0) return (text) => text
  const longestFirst = [...forms].toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(longestFirst.map(RegExp.escape).join('|'), 'g')
  return (text) => text.replace(pattern, '***')
}

function writtenForms(value: string): string[] {
  const encoded = encodeURIComponent(value.toWellFormed())
  const base64 = Buffer.from(value).toString('base64').replaceAll('=', '')
  const url = base64.replaceAll('+', '-').replaceAll('/', '_')
  return [value, JSON.stringify(value).slice(1, -1), encoded, encoded.replaceAll('%20', '+'), base64, url]
}
