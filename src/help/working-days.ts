import { Temporal } from 'temporal-polyfill'

import type { HolidayCalendar, HolidayDay } from '../domain/holiday-calendar.ts'

/** What a day is to those who work by the calendar; `certain` is false where its year's holidays are not known. */
export interface CalendarDay {
  readonly works: boolean
  readonly holiday?: HolidayDay
  readonly certain: boolean
}

/** A day that was counted to. */
export interface CountedDay {
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** False where a year that was counted through is unknown, so that holidays in it may move the day. */
  readonly certain: boolean
}

/** Weekends and public holidays are off, make-up days are worked. `date` is `YYYY-MM-DD`. */
export function calendarDay(calendar: HolidayCalendar, date: string): CalendarDay {
  const day = Temporal.PlainDate.from(date)
  const known = calendar.find(({ year }) => year === day.year)
  const holiday = known?.days.find((one) => one.date === date)
  const certain = known !== undefined
  if (holiday !== undefined) return { works: !holiday.off, holiday, certain }
  return { works: day.dayOfWeek <= 5, certain }
}

/**
 * The working day that is `count` after the day of `at` in a zone: with 1 the next working day, with 0 that day itself or, where it
 * is off, the next that is worked. The day something happens on is never counted.
 */
export function workingDayAfter(
  calendar: HolidayCalendar,
  { at, zone, count }: { readonly at: number; readonly zone: string; readonly count: number },
): CountedDay {
  let day = dayOf(zone, at)
  const today = calendarDay(calendar, day.toString())
  if (count === 0 && today.works) return { date: day.toString(), certain: today.certain }
  let left = Math.max(1, count)
  let certain = today.certain
  do {
    day = day.add({ days: 1 })
    const { works, certain: known } = calendarDay(calendar, day.toString())
    certain &&= known
    if (works) left -= 1
  } while (left > 0)
  return { date: day.toString(), certain }
}

/** Working days that begin after the day of `fromAt` and no later than that of `toAt`: what answered the same day took 0. */
export function workingDaysBetween(
  calendar: HolidayCalendar,
  { fromAt, toAt, zone }: { readonly fromAt: number; readonly toAt: number; readonly zone: string },
): number {
  const last = dayOf(zone, toAt)
  let count = 0
  for (
    let day = dayOf(zone, fromAt).add({ days: 1 });
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (calendarDay(calendar, day.toString()).works) count += 1
  }
  return count
}

function dayOf(zone: string, at: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
}
