import { Temporal } from 'temporal-polyfill'

import type { Shift } from '../../domain/contact.ts'
import { openSpans, type OpenSpan, type Place, type Timetable } from './opening-hours.ts'

/** Days in a row with the same hours, by a clock elsewhere. */
export interface DaysElsewhere {
  /** When the first shift of the first day and of the last day begins, epoch ms. */
  readonly firstAt: number
  readonly lastAt: number
  /** By that clock; a shift belongs to the day on which it begins there. */
  readonly shifts: readonly Shift[]
}

const DAY_MS = 86_400_000

/**
 * The hours of today and the six days after it as a clock elsewhere shows them. Day for day, since the week in which clocks change, here or
 * there, is like no other; what is closed by then has no row.
 */
export function hoursElsewhere(
  timetable: Timetable,
  place: Place,
  { zone, now }: { readonly zone: string; readonly now: number },
): DaysElsewhere[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).startOfDay()
  const week = { fromAt: today.epochMilliseconds, toAt: today.add({ days: 7 }).epochMilliseconds }
  // What began yesterday counts while it lasts.
  const ahead = openSpans(timetable, place, week).filter(
    ({ fromAt, toAt }) => fromAt >= week.fromAt || toAt > now,
  )
  const spans = joined(ahead).map((span) => ({
    ...span,
    from: wallTime(span.fromAt, zone),
    to: wallTime(span.toAt, zone),
  }))
  const days = [...Map.groupBy(spans, ({ from }) => from.toPlainDate().toString()).values()]
  const rows: (DaysElsewhere & { readonly last: Temporal.PlainDate })[] = []
  for (const day of days) {
    const [first] = day
    if (first === undefined) continue
    const date = first.from.toPlainDate()
    const shifts = day.map(({ from, to }) => ({ from: clockOf(from), to: endOf(from, to) }))
    const before = rows.at(-1)
    const goesOn =
      before !== undefined && before.last.add({ days: 1 }).equals(date) && same(before.shifts, shifts)
    if (goesOn) rows.pop()
    rows.push({ firstAt: goesOn ? before.firstAt : first.fromAt, lastAt: first.fromAt, last: date, shifts })
  }
  return rows.map(({ firstAt, lastAt, shifts }) => ({ firstAt, lastAt, shifts }))
}

/** Shifts that touch are one to whoever calls, up to a day, beyond which a time of day says nothing. */
function joined(spans: readonly OpenSpan[]): OpenSpan[] {
  const whole: OpenSpan[] = []
  for (const span of spans) {
    const before = whole.at(-1)
    const touches = before !== undefined && span.fromAt <= before.toAt && span.toAt - before.fromAt <= DAY_MS
    if (touches) whole.pop()
    whole.push(touches ? { fromAt: before.fromAt, toAt: Math.max(before.toAt, span.toAt) } : span)
  }
  return whole
}

function wallTime(at: number, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime()
}

function clockOf(time: Temporal.PlainDateTime): string {
  return time.toPlainTime().toString({ smallestUnit: 'minute' })
}

/** Midnight ends the day it closes. */
function endOf(from: Temporal.PlainDateTime, to: Temporal.PlainDateTime): string {
  const clock = clockOf(to)
  return clock === '00:00' && clockOf(from) !== '00:00' ? '24:00' : clock
}

function same(some: readonly Shift[], others: readonly Shift[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ from, to }, index) => from === others[index]?.from && to === others[index]?.to)
  )
}
