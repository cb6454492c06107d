import * as fc from 'fast-check'
import t from 'tap'

import { decodeHistogram, encodeHistogram } from '../../src/store/rollups/histogram-code.ts'
import {
  addLatency,
  emptyHistogram,
  type Histogram,
  histogramSize,
  inOrder,
  mergeHistograms,
  percentile,
} from '../../src/store/rollups/histogram.ts'

const LONGEST_MS = 2 ** 31 - 1

/** Times of any length, short ones as often as days. */
const times = fc.array(fc.oneof(fc.nat(50), fc.nat(10_000), fc.nat(LONGEST_MS)), { maxLength: 200 })
const share = fc.double({ min: 0, max: 1, noNaN: true })

function histogramOf(ms: readonly number[]): Histogram {
  const histogram = emptyHistogram()
  for (const time of ms) addLatency(histogram, time)
  return histogram
}

function nearestRank(ms: readonly number[], part: number): number {
  const sorted = ms.toSorted((a, b) => a - b)
  return sorted[Math.max(1, Math.ceil(part * sorted.length)) - 1]!
}

t.test('a percentile is within 3.2 % of the exact one', (t) => {
  fc.assert(
    fc.property(
      times.filter((ms) => ms.length > 0),
      share,
      (ms, part) => {
        const exact = nearestRank(ms, part)
        const found = percentile(histogramOf(ms), part)!
        return Math.abs(found - exact) <= exact * 0.032
      },
    ),
    { numRuns: 500 },
  )
  t.end()
})

t.test('times below 32 ms are exact', (t) => {
  for (let ms = 0; ms < 32; ms += 1) t.equal(percentile(histogramOf([ms]), 0.5), ms)
  t.end()
})

t.test('merging two is the same as counting everything into one', (t) => {
  fc.assert(
    fc.property(times, times, (a, b) => {
      t.strictSame(
        inOrder(mergeHistograms(histogramOf(a), histogramOf(b))),
        inOrder(histogramOf([...a, ...b])),
      )
    }),
  )
  t.end()
})

t.test('merging may be done in any order, and changes neither', (t) => {
  fc.assert(
    fc.property(times, times, times, (a, b, c) => {
      const [x, y, z] = [histogramOf(a), histogramOf(b), histogramOf(c)]
      const left = mergeHistograms(mergeHistograms(x, y), z)
      const right = mergeHistograms(x, mergeHistograms(z, y))
      t.strictSame(inOrder(left), inOrder(right))
      t.equal(histogramSize(left), a.length + b.length + c.length)
      t.strictSame(inOrder(x), inOrder(histogramOf(a)))
    }),
  )
  t.end()
})

t.test('decoding what was encoded gives it back', (t) => {
  fc.assert(
    fc.property(times, (ms) => {
      const histogram = histogramOf(ms)
      t.strictSame(inOrder(decodeHistogram(encodeHistogram(histogram))), inOrder(histogram))
    }),
  )
  t.end()
})

t.test('counts beyond 32 bits are encoded too', (t) => {
  const many: Histogram = { counts: new Map([[3, 2 ** 45 + 1]]) }
  t.equal(decodeHistogram(encodeHistogram(many)).counts.get(3), 2 ** 45 + 1)
  t.end()
})

t.test('bytes on disk stay readable: a histogram encoded by the first version', (t) => {
  const first = Buffer.from([1, 0, 1, 31, 2, 85, 200, 1])
  const decoded = decodeHistogram(first)
  t.strictSame(inOrder(decoded), [
    [0, 1],
    [31, 2],
    [116, 200],
  ])
  t.strictSame(encodeHistogram(decoded), first)
  t.equal(percentile(decoded, 1), 1_311.5, 'bucket 116 holds 1,280 to 1,343 ms')
  t.end()
})

t.test('bytes that are no histogram are refused', (t) => {
  t.throws(() => decodeHistogram(Buffer.from([2])), { message: /unknown encoding/u })
  t.throws(() => decodeHistogram(Buffer.from([])), { message: /unknown encoding/u })
  t.throws(() => decodeHistogram(Buffer.from([1, 5])), { message: /no count/u })
  t.throws(() => decodeHistogram(Buffer.from([1, 5, 200])), { message: /cut off/u })
  t.end()
})

t.test('an hour of looks is a few dozen bytes', (t) => {
  const hour = Array.from({ length: 120 }, (_, i) => Math.round(66 * Math.exp((i / 120) * 1.2)))
  t.ok(encodeHistogram(histogramOf(hour)).length <= 64)
  t.end()
})

t.test('what is no length of time is refused, what is too long counts as the longest', (t) => {
  for (const wrong of [-1, Number.NaN]) t.throws(() => addLatency(emptyHistogram(), wrong), RangeError)
  t.equal(percentile(histogramOf([Infinity]), 1), percentile(histogramOf([LONGEST_MS]), 1))
  t.equal(percentile(emptyHistogram(), 0.5), undefined)
  t.end()
})
