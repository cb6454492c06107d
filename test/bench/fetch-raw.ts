import { get, type IncomingMessage } from 'node:http'

import type { RawAnswer } from './raw-server.ts'

/** Headers that node:http adds of itself. */
const OWN_HEADERS = ['date', 'connection', 'keep-alive']

/** A page as it lies on the wire, gzip, for a bare server to send the same. */
export async function fetchRaw(url: string): Promise<RawAnswer> {
  const full = await ask(url, {})
  const unchanged = await ask(url, { 'If-None-Match': full.etag ?? '' })
  return { headers: full.headers, unchangedHeaders: unchanged.headers, body: full.body }
}

async function ask(url: string, headers: Record<string, string>) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': 'gzip', ...headers } }, resolve).on('error', reject)
  })
  const chunks: Buffer[] = await response.toArray()
  return {
    headers: pairs(response.rawHeaders)
      .filter(([name]) => !OWN_HEADERS.includes(name.toLowerCase()))
      .flat(),
    etag: response.headers.etag,
    body: Buffer.concat(chunks),
  }
}

function pairs(flat: readonly string[]): [string, string][] {
  return flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : []))
}
