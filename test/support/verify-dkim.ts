import { createHash, createVerify } from 'node:crypto'

/**
 * Whether a mail's first DKIM signature (RFC 6376, rsa-sha256, relaxed/relaxed) holds for this public key, and which
 * headers it covers, in small letters.
 */
export function verifyDkim(
  raw: string,
  publicKey: string,
): { readonly holds: boolean; readonly covers: readonly string[] } {
  const end = raw.indexOf('\r\n\r\n')
  const headers = raw.slice(0, end).split(/\r\n(?![ \t])/)
  const signature = headers.find((line) => /^dkim-signature:/i.test(line)) ?? ''
  const tags = new Map(
    signature
      .slice(signature.indexOf(':') + 1)
      .split(';')
      .map((tag) => tag.trim().split(/=(.*)/s))
      .map(([name = '', value = '']) => [name.trim(), value.replaceAll(/\s/g, '')]),
  )
  const covers = (tags.get('h') ?? '').toLowerCase().split(':')
  const bodyHash = createHash('sha256')
    .update(relaxedBody(raw.slice(end + 4)), 'latin1')
    .digest('base64')
  const signed = [
    ...covers.map((name) => relaxed(headers.find((line) => line.toLowerCase().startsWith(`${name}:`)) ?? '')),
    relaxed(signature.replace(/([;\s]b=)[^;]*/, '$1')),
  ].join('\r\n')
  const verifier = createVerify('RSA-SHA256').update(signed, 'latin1')
  const holds = bodyHash === tags.get('bh') && verifier.verify(publicKey, tags.get('b') ?? '', 'base64')
  return { holds, covers }
}

function relaxed(line: string): string {
  const colon = line.indexOf(':')
  const value = line
    .slice(colon + 1)
    .replaceAll(/\r\n/g, '')
    .replaceAll(/[ \t]+/g, ' ')
    .trim()
  return `${line.slice(0, colon).trim().toLowerCase()}:${value}`
}

function relaxedBody(body: string): string {
  const lines = body
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ \r\n/g, '\r\n')
    .replace(/(?:\r\n)+$/, '')
  return lines === '' ? '' : `${lines}\r\n`
}
