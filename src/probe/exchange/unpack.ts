import type { Transform } from 'node:stream'
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'

import { messageOf } from './exchange-error.ts'

export interface Packed {
  readonly body: Buffer
  /** The body is only the beginning of what was sent. */
  readonly truncated: boolean
  /** The Content-Encoding header; undefined where there is none. */
  readonly coding: string | undefined
  /** Most bytes to unpack it into. */
  readonly maxBytes: number
}

export interface Unpacked {
  readonly body: Buffer
  /** The body goes on beyond what was read or beyond what may be unpacked. */
  readonly truncated: boolean
  /** Why the body is still as it was sent. */
  readonly stillPacked?: StillPacked
}

/** A body that could not be unpacked. */
export interface StillPacked {
  /** What is in its stead: `one compressed as lzma, which we cannot read`. */
  readonly why: string
  /** It is we who cannot read it; otherwise it is not what it says to be. */
  readonly ours: boolean
}

/**
 * Unpacks a body according to its Content-Encoding (RFC 9110 section 8.4). We ask for none, but a server that was not
 * asked may use any (section 12.5.3), and some gateways do. Never throws: a body that cannot be unpacked stays as it is.
 */
export async function unpack(packed: Packed): Promise<Unpacked> {
  const codings = (packed.coding ?? '').toLowerCase().split(',').map(trimmed)
  const applied = codings.filter((coding) => coding !== '' && coding !== 'identity')
  let { body, truncated } = packed
  if (body.length === 0) return { body, truncated }
  // They are listed in the order in which they were applied.
  for (const coding of applied.toReversed()) {
    const decoder = decoderOf(coding, body, truncated)
    if (decoder === undefined || applied.length > MOST_CODINGS) {
      const why = `one compressed as ${applied.join(', ')}, which we cannot read`
      return { ...packed, stillPacked: { why, ours: true } }
    }
    try {
      const unpacked = await readUpTo(packed.maxBytes, decoder, body)
      body = unpacked.body
      truncated ||= unpacked.truncated
    } catch (error) {
      const why = `one that is said to be ${coding} and is not (${messageOf(error)})`
      return { ...packed, stillPacked: { why, ours: false } }
    }
  }
  return { body, truncated }
}

/** More than one on top of another is rare already; each costs up to the cap. */
const MOST_CODINGS = 3

/** Reads as far as it goes where the end is known to be missing; otherwise a missing end is an error. */
function decoderOf(coding: string, body: Buffer, truncated: boolean): Transform | undefined {
  const zlib = truncated ? { finishFlush: constants.Z_SYNC_FLUSH } : {}
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip(zlib)
    case 'deflate':
      // It means zlib's format, but many send it without the frame, which begins with 8 in the lower half of a byte.
      return ((body[0] ?? 0) & 0x0f) === 8 ? createInflate(zlib) : createInflateRaw(zlib)
    case 'br':
      return createBrotliDecompress(truncated ? { finishFlush: constants.BROTLI_OPERATION_FLUSH } : {})
    case 'zstd':
      return createZstdDecompress(truncated ? { finishFlush: constants.ZSTD_e_flush } : {})
    default:
      return undefined
  }
}

/** By stream, since zlib's functions in one go give nothing at all of what goes beyond their limit. */
async function readUpTo(maxBytes: number, decoder: Transform, packed: Buffer) {
  const chunks: Buffer[] = []
  let room = maxBytes
  decoder.end(packed)
  for await (const chunk of decoder as AsyncIterable<Buffer>) {
    chunks.push(chunk.subarray(0, room))
    room -= chunk.length
    // Leaving the loop destroys the decoder.
    if (room < 0) break
  }
  return { body: Buffer.concat(chunks), truncated: room < 0 }
}

function trimmed(text: string): string {
  return text.trim()
}
