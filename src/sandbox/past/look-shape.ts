import { addLatency, emptyHistogram, type Histogram } from '../../store/rollups/histogram.ts'

/** Points of a log-normal distribution: enough for a p95 that moves believably. */
const POINTS = 40
const SPREADS = [0.18, 0.24, 0.3, 0.38] as const

/** A typical time, how widely times lie around it (one of a few widths), and how many there were. */
export interface Shape {
  readonly medianMs: number
  /** 0 to 1: from a narrow spread to a wide one. */
  readonly wideness: number
  readonly count: number
}

/** Makes histograms; equal shapes share one, since an hour of looks has only so many faces. */
export function createLookShapes(): (shape: Shape) => Histogram {
  const kept = new Map<string, Histogram>()
  return ({ medianMs, wideness, count }) => {
    // A grid of 2 %, finer than a histogram tells apart.
    const step = Math.round(Math.log(Math.max(medianMs, 1)) * 50)
    const width = Math.min(SPREADS.length - 1, Math.floor(wideness * SPREADS.length))
    const key = `${step}/${width}/${count}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const histogram = logNormal(Math.exp(step / 50), SPREADS[width] ?? SPREADS[0], count)
    kept.set(key, histogram)
    return histogram
  }
}

function logNormal(medianMs: number, spread: number, count: number): Histogram {
  const histogram = emptyHistogram()
  const times = QUANTILES.map((quantile) => medianMs * Math.exp(spread * quantile))
  for (let index = 0; index < count; index += 1) {
    addLatency(histogram, times[Math.floor((index / count) * times.length)] ?? medianMs)
  }
  return histogram
}

/** Of the standard normal distribution. */
const QUANTILES = Array.from({ length: POINTS }, (_, index) => normalQuantile((index + 0.5) / POINTS))

/** After Tukey's lambda distribution; within 1 % of the exact one between 0.01 and 0.99. */
function normalQuantile(share: number): number {
  return 4.91 * (share ** 0.14 - (1 - share) ** 0.14)
}
