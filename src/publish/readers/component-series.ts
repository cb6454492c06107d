import {
  addLatency,
  emptyHistogram,
  histogramSize,
  mergeHistograms,
  percentile,
  type Histogram,
} from '../../store/rollups/histogram.ts'
import type { Observation } from '../../domain/observation.ts'

const HOUR_MS = 3_600_000

/** How long most looks took in a stretch of time. */
export interface SeriesPoint {
  /** First instant of the hour or day. */
  readonly at: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly samples: number
}

/** Times of an hour or a day, or of the part of an hour that has passed. */
export interface Times {
  readonly at: number
  readonly latency?: Histogram
  readonly credit?: Histogram
}

/** One point for each stretch that anything was measured in; `starts` are the stretches' first instants, oldest first. */
export function seriesOf(
  times: readonly Times[],
  starts: readonly number[],
  measure: 'latency' | 'credit',
): SeriesPoint[] {
  const byStart = Map.groupBy(times, ({ at }) => starts.findLast((start) => start <= at))
  return starts.flatMap((at) => {
    const histograms = (byStart.get(at) ?? []).flatMap((one) => one[measure] ?? [])
    return histograms.length === 0 ? [] : (pointOf(at, histograms.reduce(mergeHistograms)) ?? [])
  })
}

function pointOf(at: number, histogram: Histogram): SeriesPoint | undefined {
  const p50Ms = percentile(histogram, 0.5)
  const p95Ms = percentile(histogram, 0.95)
  if (p50Ms === undefined || p95Ms === undefined) return undefined
  return { at, p50Ms, p95Ms, samples: histogramSize(histogram) }
}

/** Looks that have not been rolled up yet, together by hour; thousands cost no more than counting them. */
export function timesOf(looks: readonly Observation[]): Times[] {
  const byHour = Map.groupBy(looks, ({ at }) => hourOf(at))
  return [...byHour].map(([at, seen]) => ({
    at,
    latency: holding(seen.flatMap(({ latencyMs }) => latencyMs ?? [])),
    credit: holding(seen.flatMap(({ creditMs }) => creditMs ?? [])),
  }))
}

/** Hours are UTC's, as those of roll-ups are. */
export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS
}

function holding(times: readonly number[]): Histogram {
  const histogram = emptyHistogram()
  for (const ms of times) addLatency(histogram, ms)
  return histogram
}
