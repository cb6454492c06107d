/*
 * How many reports are usual at this hour, from our own history. What is compared is an hour's highest level, as
 * `weighReporters` counts it over the window, so past and present are measured alike. Medians, so that an outage or a prank
 * in the past is not taken for a habit, and a habit (Monday morning) is known as soon as most weeks have it.
 */
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS

/** So many weeks are looked back on. */
const MOST_WEEKS = 8
/** Of fewer, no hour of the week has habits yet. */
const LEAST_WEEKS = 3
const MOST_DAYS = 14
const LEAST_DAYS = 3
/** Hours just gone by whose middle says what has been going on for a while. */
const RECENT_HOURS = 6
/** Turns a median of deviations into what a standard deviation would be. */
const MAD_TO_DEVIATION = 1.4826

/** How far back the past is asked for, ms. */
export const USUAL_REACHES_MS = MOST_WEEKS * WEEK_MS + 2 * HOUR_MS

export interface UsualReports {
  /** What it rests on: this hour of past weeks, this hour of past days, or nothing yet. */
  readonly basis: 'weeks' | 'days' | 'nothing'
  /** The level that is usual at this hour; 0 where there is no basis. */
  readonly level: number
  /** How much it usually strays from that. */
  readonly spread: number
  /** The middle of the last hours: what lasts is not fresh. */
  readonly recent: number
}

/** Highest levels by hour, epoch ms of its beginning; hours that are not there had none. */
export type Peaks = ReadonlyMap<number, number>

/** What is usual in the hour that `now` falls in, heard since `sinceAt`. */
export function usualReports(
  peaks: Peaks,
  { now, sinceAt }: { readonly now: number; readonly sinceAt: number },
): UsualReports {
  const hourAt = startOfHour(now)
  const recent = median(
    Array.from({ length: RECENT_HOURS }, (_, back) => peaks.get(hourAt - (back + 1) * HOUR_MS) ?? 0),
  )
  // Whoever usually comes at nine may come at ten to nine: the hours beside it count as the same habit.
  const around = (at: number) =>
    Math.max(...[at - HOUR_MS, at, at + HOUR_MS].map((hour) => peaks.get(hour) ?? 0))
  const ofPast = (stepMs: number, most: number) => {
    const count = Math.min(most, Math.floor((hourAt - sinceAt) / stepMs))
    return Array.from({ length: Math.max(0, count) }, (_, back) => around(hourAt - (back + 1) * stepMs))
  }
  const weeks = ofPast(WEEK_MS, MOST_WEEKS)
  if (weeks.length >= LEAST_WEEKS) return { basis: 'weeks', ...middleOf(weeks), recent }
  const days = ofPast(DAY_MS, MOST_DAYS)
  if (days.length >= LEAST_DAYS) return { basis: 'days', ...middleOf(days), recent }
  return { basis: 'nothing', level: 0, spread: 0, recent }
}

export function startOfHour(at: number): number {
  return at - (at % HOUR_MS)
}

function middleOf(levels: readonly number[]) {
  const level = median(levels)
  const spread = MAD_TO_DEVIATION * median(levels.map((one) => Math.abs(one - level)))
  return { level, spread }
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
