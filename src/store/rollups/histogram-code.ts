import { type Histogram, inOrder } from './histogram.ts'

/** First byte of every encoding: what is written today must be readable in ten years. */
const VERSION = 1

/** Seven bits to a byte, low ones first; the eighth says that more follow (LEB128). */
const BITS = 7
const MORE = 1 << BITS

/**
 * As few bytes as the database can hold it in: a version, then for each bucket its distance from the one before and
 * its count, as variable-length integers.
 */
export function encodeHistogram(histogram: Histogram): Buffer {
  const bytes = [VERSION]
  let previous = 0
  for (const [bucket, count] of inOrder(histogram)) {
    pushInteger(bytes, bucket - previous)
    pushInteger(bytes, count)
    previous = bucket
  }
  return Buffer.from(bytes)
}

/** Throws on bytes that encodeHistogram never wrote. */
export function decodeHistogram(encoded: Buffer): Histogram {
  const [version, ...bytes] = encoded
  if (version !== VERSION) throw new Error(`Histogram in an unknown encoding (${version}).`)
  const integers = readIntegers(bytes)
  if (integers.length % 2 !== 0) throw new Error('Histogram with a bucket but no count.')
  const counts = new Map<number, number>()
  let bucket = 0
  for (let i = 0; i < integers.length; i += 2) {
    bucket += integers[i] ?? 0
    counts.set(bucket, integers[i + 1] ?? 0)
  }
  return { counts }
}

/** By division rather than bit shifts, which would cut counts down to 32 bits. */
function pushInteger(bytes: number[], value: number): void {
  let rest = value
  while (rest >= MORE) {
    bytes.push((rest % MORE) + MORE)
    rest = Math.floor(rest / MORE)
  }
  bytes.push(rest)
}

function readIntegers(bytes: readonly number[]): number[] {
  const integers: number[] = []
  let value = 0
  let unit = 1
  for (const byte of bytes) {
    value += (byte % MORE) * unit
    unit *= MORE
    if (byte >= MORE) continue
    integers.push(value)
    value = 0
    unit = 1
  }
  if (unit !== 1) throw new Error('Histogram cut off in the middle of a number.')
  return integers
}
