import { parse, validateDetailed } from 'node-cron'

import { parseDuration } from '../../lib/duration.ts'

/** Lengths that divide a minute, an hour or a day evenly, so that every round of the clock has the same ticks. */
export const PERIODS =
  '1s 2s 3s 4s 5s 6s 10s 12s 15s 20s 30s 1m 2m 3m 4m 5m 6m 10m 12m 15m 20m 30m 1h 2h 3h 4h 6h 8h 12h 1d'.split(
    ' ',
  )

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const PERIOD_MS = new Set(PERIODS.map((period) => parseDuration(period)))

/** Whether a length of time, ms, divides the clock evenly and can be written as one cron expression. */
export function isPeriod(ms: number): boolean {
  return PERIOD_MS.has(ms)
}

/** The cron expression, with seconds, that ticks at this distance. Only for lengths that `isPeriod` accepts. */
export function everyToCron(ms: number): string {
  if (ms < MINUTE) return `${step(ms / SECOND)} * * * * *`
  if (ms < HOUR) return `0 ${step(ms / MINUTE)} * * * *`
  if (ms < DAY) return `0 0 ${step(ms / HOUR)} * * *`
  return '0 0 0 * * *'
}

function step(count: number): string {
  return count === 1 ? '*' : `*/${count}`
}

/** What is wrong with a cron expression of five or six fields, or undefined. */
export function cronFault(expression: string): string | undefined {
  const { valid, errors } = validateDetailed(expression)
  if (valid) return undefined
  const [first] = errors
  if (first === undefined) return 'it cannot be read'
  return first.field === 'expression' ? first.message : `its ${first.field} cannot be "${first.value}"`
}

/** The same expression with its field for seconds, which cron leaves out and we always write. */
export function withSeconds(expression: string): string {
  const fields = expression.trim().split(/\s+/)
  return fields.length === 5 ? `0 ${fields.join(' ')}` : fields.join(' ')
}

/**
 * The usual distance between two ticks of a valid cron expression, ms: the median distance within the smallest
 * round of the clock (minute, hour, day, week, month) in which it ticks more than once. A pause at night does not
 * change it, so data grows stale during the pause, as it should.
 */
export function cronPeriodMs(expression: string): number {
  const { second, minute, hour, dayOfWeek, dayOfMonth } = parse(expression)
  if (second.length > 1) return medianGap(second, 60) * SECOND
  if (minute.length > 1) return medianGap(minute, 60) * MINUTE
  if (hour.length > 1) return medianGap(hour, 24) * HOUR
  if (dayOfWeek.length < 7) return medianGap(dayOfWeek.map(leadingNumber), 7) * DAY
  return medianGap(dayOfMonth.map(leadingNumber), 31) * DAY
}

/** `5#2` and `5L` are the second and the last Friday; `L` alone is the last day. */
function leadingNumber(field: number | string): number {
  return typeof field === 'number' ? field : Number.parseInt(field, 10) || 0
}

/** The median distance between neighbours on a clock face with `round` places. */
function medianGap(places: readonly number[], round: number): number {
  const sorted = [...new Set(places.map((place) => place % round))].toSorted((a, b) => a - b)
  const gaps = sorted.map((place, index) => (sorted[index + 1] ?? (sorted[0] ?? 0) + round) - place)
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? round
}
