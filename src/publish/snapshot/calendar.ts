import { Temporal } from 'temporal-polyfill'

/** A month of the page's zone: from its first instant to the first instant of the next, epoch ms. */
export interface Month {
  /** `YYYY-MM`. */
  readonly name: string
  readonly fromAt: number
  readonly toAt: number
}

/**
 * First instants of the last `count` days of a zone, oldest first, the day of `now` last. Read from the calendar
 * and not by adding 24 hours, since a day may have 23 or 25.
 */
export function dayStartsUntil(now: number, zone: string, count: number): number[] {
  const today = dateAt(now, zone)
  return Array.from({ length: count }, (_, index) =>
    startOf(today.subtract({ days: count - 1 - index }), zone),
  )
}

export function nextDayAt(now: number, zone: string): number {
  return startOf(dateAt(now, zone).add({ days: 1 }), zone)
}

/** Reads `YYYY-MM`; undefined where the text is no month. */
export function monthNamed(name: string, zone: string): Month | undefined {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(name)) return undefined
  return monthFrom(Temporal.PlainYearMonth.from(name), zone)
}

export function monthAt(at: number, zone: string): Month {
  return monthFrom(dateAt(at, zone).toPlainYearMonth(), zone)
}

/** The month `months` after this one; negative for before. */
export function monthBeside(month: Month, months: number, zone: string): Month {
  return monthFrom(Temporal.PlainYearMonth.from(month.name).add({ months }), zone)
}

function monthFrom(month: Temporal.PlainYearMonth, zone: string): Month {
  return {
    name: month.toString(),
    fromAt: startOf(month.toPlainDate({ day: 1 }), zone),
    toAt: startOf(month.add({ months: 1 }).toPlainDate({ day: 1 }), zone),
  }
}

function dateAt(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
}

function startOf(date: Temporal.PlainDate, zone: string): number {
  return date.toZonedDateTime(zone).epochMilliseconds
}
