import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import zlib, { type BrotliOptions, type ZlibOptions } from 'node:zlib'

/** The content codings a finished page is held in. */
export const CODINGS = ['br', 'gzip', 'identity'] as const

export type Coding = (typeof CODINGS)[number]

/** A page's bytes in one coding, with the strong validator of exactly these bytes (RFC 9110, 8.8.3). */
export interface Form {
  readonly coding: Coding
  readonly body: Buffer
  /** With its quotes, as the header carries it. */
  readonly etag: string
}

// Level 6 and quality 5 cost about a millisecond for a home page; quality 11 takes a hundred for 5 % less.
export const GZIP: ZlibOptions = { level: 6 }

export function brotliOf(size: number): BrotliOptions {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT } = zlib.constants
  const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = zlib.constants
  return {
    params: {
      [BROTLI_PARAM_QUALITY]: 5,
      [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT,
      // A window of 256 KiB spans any page; the usual one of 4 MiB is taken for each page in the making, however small.
      [BROTLI_PARAM_LGWIN]: 18,
      [BROTLI_PARAM_SIZE_HINT]: size,
    },
  }
}

const gzip = promisify(zlib.gzip)
const brotli = promisify(zlib.brotliCompress)

export function digestOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('base64url').slice(0, 22)
}

/** All forms of a body; compressing happens off the event loop. */
export async function formsOf(body: Buffer): Promise<Readonly<Record<Coding, Form>>> {
  const digest = digestOf(body)
  const [gzipped, brotlied] = await Promise.all([gzip(body, GZIP), brotli(body, brotliOf(body.length))])
  return {
    br: { coding: 'br', body: brotlied, etag: `"${digest}-b"` },
    gzip: { coding: 'gzip', body: gzipped, etag: `"${digest}-g"` },
    identity: { coding: 'identity', body, etag: `"${digest}"` },
  }
}
