import type { Gap } from '../../domain/gap.ts'
import { emptyHistogram, type Histogram, mergeHistograms } from '../../store/rollups/histogram.ts'
import type { Rollup } from '../../store/rollups/rollups.ts'
import { countsOf, type Tally } from '../../store/rollups/tally.ts'
import type { Shape } from './look-shape.ts'
import { type Habits, rhythm } from './probe-habits.ts'
import { randomOf, type Random } from './random.ts'
import type { Spell } from './spell.ts'

const HOUR_MS = 3_600_000

/** Older days are put together from stretches of this length; nobody sees their hours. */
const COARSE_MS = 6 * HOUR_MS

export interface RollupQuestion {
  readonly habits: Habits
  /** Of the probe's component. */
  readonly spells: readonly Spell[]
  readonly gaps: readonly Gap[]
  /** First instants of whole days, oldest first, and of the day after them. */
  readonly dayStarts: readonly number[]
  /** From here on, hours are kept too … */
  readonly hoursFromAt: number
  /** … up to here, the beginning of an hour. */
  readonly hoursUntilAt: number
  /** From here on there are single looks, which will be rolled up when their hour is over. */
  readonly looksFromAt: number
  readonly seed: number
  readonly shapes: (shape: Shape) => Histogram
}

/** The looks of one probe that nobody took: by hour for the last weeks, by day for all of it. */
export function rollupsOf(question: RollupQuestion): { readonly hours: Rollup[]; readonly days: Rollup[] } {
  const { habits, dayStarts, hoursFromAt, hoursUntilAt, looksFromAt, seed } = question
  const probeId = habits.probe.id
  const random = randomOf(seed, `looks of ${probeId}`)
  const hours: Rollup[] = []
  const days: Rollup[] = []
  for (const [index, dayAt] of dayStarts.entries()) {
    const endAt = dayStarts[index + 1]
    const stepMs = dayAt >= hoursFromAt ? HOUR_MS : COARSE_MS
    const tallies: Tally[] = []
    const stopAt = Math.min(endAt ?? Infinity, hoursUntilAt, looksFromAt)
    for (let at = dayAt; at < stopAt; at += stepMs) {
      const toAt = Math.min(at + stepMs, stopAt)
      const tally = tallyOf({ at, toAt, dayAt }, question, random)
      tallies.push(tally)
      if (stepMs === HOUR_MS) hours.push({ probeId, at, ...tally })
    }
    if (endAt !== undefined && endAt <= hoursUntilAt) days.push({ probeId, at: dayAt, ...sumOf(tallies) })
  }
  return { hours, days }
}

/** What mergeTallies comes to, without a new map for each of them. */
function sumOf(tallies: readonly Tally[]): Tally {
  return {
    counts: countsOf((outcome) => tallies.reduce((sum, { counts }) => sum + counts[outcome], 0)),
    latency: histogramOf(tallies.map(({ latency }) => latency)),
    credit: histogramOf(tallies.map(({ credit }) => credit)),
  }
}

function histogramOf(parts: readonly Histogram[]): Histogram {
  const whole = emptyHistogram()
  for (const { counts } of parts) {
    for (const [bucket, times] of counts) whole.counts.set(bucket, (whole.counts.get(bucket) ?? 0) + times)
  }
  return whole
}

interface Stretch {
  readonly at: number
  readonly toAt: number
  readonly dayAt: number
}

/** One in so many stretches has a single failure in it that nobody noticed. */
const LONE_FAILURE = 0.03

function tallyOf(stretch: Stretch, question: RollupQuestion, random: Random): Tally {
  const { habits, spells, gaps, shapes } = question
  const { at, toAt } = stretch
  const blindMs = gaps.reduce((sum, gap) => sum + overlapMs(gap, stretch), 0)
  const looks = Math.round((toAt - at - blindMs) / habits.probe.periodMs)
  const hourOfDay = ((at + toAt) / 2 - stretch.dayAt) / HOUR_MS
  const jitter = 0.94 + 0.12 * random()
  const wideness = random()
  const troubles = spells
    .map((spell) => ({ spell, looks: Math.round(overlapMs(spell, stretch) / habits.probe.periodMs) }))
    .filter((trouble) => trouble.looks > 0)
  const lone = random() < LONE_FAILURE ? 1 : 0
  const counted = countTroubles(troubles, { looks, lone })
  const usual = Math.max(0, looks - counted.failed - counted.slow - counted.pending - counted.work)
  // What a flow waits for is the money, and that hardly minds the hour.
  const pace = (ms: number) =>
    ms * jitter * (habits.creditMs === undefined ? rhythm(hourOfDay) : 1 + (rhythm(hourOfDay) - 1) / 4)
  const times = (ms: number | undefined) => {
    if (ms === undefined) return emptyHistogram()
    const usually = shapes({ medianMs: pace(ms), wideness, count: usual })
    if (counted.slow === 0) return usually
    const slow = shapes({ medianMs: pace(ms) * counted.slower, wideness: 1, count: counted.slow })
    return mergeHistograms(usually, slow)
  }
  return {
    counts: countsOf((outcome) => {
      if (outcome === 'ok') return usual
      if (outcome === 'slow') return counted.slow
      if (outcome === 'pending') return counted.pending
      if (outcome === 'maintenance') return counted.work
      return outcome === 'tech_fail' ? counted.failed : 0
    }),
    latency: times(habits.latencyMs),
    credit: times(habits.creditMs),
  }
}

interface Trouble {
  readonly spell: Spell
  readonly looks: number
}

function countTroubles(troubles: readonly Trouble[], { looks, lone }: { looks: number; lone: number }) {
  const counted = { failed: Math.min(lone, looks), slow: 0, pending: 0, work: 0, slower: 1 }
  for (const { spell, looks: within } of troubles) {
    const { showed } = spell
    if (showed === undefined) {
      counted.work += within
      continue
    }
    const hit = Math.round(within * showed.share)
    if (showed.sign === 'failing') counted.failed += hit
    else if (showed.sign === 'pending') counted.pending += hit
    else counted.slow += hit
    if (showed.sign === 'slow') counted.slower = Math.max(counted.slower, showed.slower)
  }
  return counted
}

function overlapMs(a: { fromAt: number; toAt: number }, b: Stretch): number {
  return Math.max(0, Math.min(a.toAt, b.toAt) - Math.max(a.fromAt, b.at))
}
