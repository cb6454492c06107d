import { Temporal } from 'temporal-polyfill'

import type { Contact, OpeningHours, Shift } from '../../domain/contact.ts'
import type { HolidayCalendar } from '../../domain/holiday-calendar.ts'
import type { LocalText } from '../../domain/locale.ts'
import { calendarDay } from '../working-days.ts'

/** What a contact says of its hours. */
export type Timetable = Pick<Contact, 'hours' | 'holidayHours' | 'exceptions'>

/** Whether somebody answers now, and the next time that changes; no time where it never does. */
export interface Opening {
  readonly open: boolean
  /** When it closes if open, when it opens if closed, epoch ms. */
  readonly changesAt?: number
  /** Why today is unlike other days: a holiday, an exception. */
  readonly why?: LocalText
  /** A year whose holidays are not known though they could move what is said here. */
  readonly unknownYear?: number
}

/** A stretch in which somebody answers, epoch ms. */
export interface OpenSpan {
  readonly fromAt: number
  readonly toAt: number
}

export interface Place {
  readonly zone: string
  readonly calendar: HolidayCalendar
}

/** Beyond this nothing is looked for: longer than any holiday. */
const DAYS_AHEAD = 40
const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
const CLOCK = /^(\d{1,2}):(\d{2})$/

/**
 * Reads opening hours as wall time in a zone: overnight shifts, shifts that touch and clock changes included. No hours at all mean
 * around the clock. Office hours, those that leave out a day of the weekend, follow the calendar: closed on holidays, and a weekend
 * day that is worked in exchange has the hours of a Monday. What is open every day stays open unless `holidayHours` say otherwise;
 * exceptions win over everything.
 */
export function openingAt(timetable: Timetable, { zone, calendar }: Place, now: number): Opening {
  const today = dayOf(zone, now)
  const said = whyOf(timetable, calendar, today)
  if (isAlwaysOpen(timetable)) return { open: true, ...said }
  let closesAt: number | undefined
  for (const { day, spans } of daysFrom(timetable, { zone, calendar }, today)) {
    for (const { fromAt, toAt } of spans) {
      if (toAt <= now) continue
      if (closesAt === undefined && fromAt > now) {
        return { open: false, changesAt: fromAt, ...said, ...unknownYear(timetable, calendar, day) }
      }
      if (closesAt === undefined || fromAt <= closesAt) closesAt = Math.max(closesAt ?? 0, toAt)
    }
    if (closesAt === undefined) continue
    // Shifts that follow one another for a week without a break never close.
    if (closesAt > now + WEEK_MS) return { open: true, ...said }
    if (startOf(day.add({ days: 1 }), zone) > closesAt) break
  }
  if (closesAt === undefined) return { open: false, ...said }
  const lastDay = dayOf(zone, closesAt - 1)
  return { open: true, changesAt: closesAt, ...said, ...unknownYear(timetable, calendar, lastDay) }
}

/** The stretches of the day of `now` in which somebody answers, the end of last night's shift included. */
export function openSpansToday(timetable: Timetable, place: Place, now: number): OpenSpan[] {
  const today = dayOf(place.zone, now)
  const day = { fromAt: startOf(today, place.zone), toAt: startOf(today.add({ days: 1 }), place.zone) }
  return openSpans(timetable, place, day).map(({ fromAt, toAt }) => ({
    fromAt: Math.max(fromAt, day.fromAt),
    toAt: Math.min(toAt, day.toAt),
  }))
}

/** The shifts that reach into a stretch of time, whole, as they begin. */
export function openSpans(timetable: Timetable, place: Place, { fromAt, toAt }: OpenSpan): OpenSpan[] {
  const days = Math.ceil((toAt - fromAt) / DAY_MS) + 2
  // Yesterday's last shift may run past midnight.
  const first = dayOf(place.zone, fromAt).subtract({ days: 1 })
  return Array.from({ length: days }, (_, index) => spansOf(timetable, place, first.add({ days: index })))
    .flat()
    .filter((span) => span.toAt > fromAt && span.fromAt < toAt)
}

/** Whether public holidays and make-up days change these hours. */
function followsCalendar({ hours, holidayHours }: Timetable): boolean {
  return holidayHours !== undefined || (hours.length > 0 && isOfficeHours(hours))
}

function isAlwaysOpen(timetable: Timetable): boolean {
  return (
    timetable.hours.length === 0 &&
    timetable.holidayHours === undefined &&
    (timetable.exceptions ?? []).length === 0
  )
}

/** Hours that leave out a day of the weekend. */
function isOfficeHours(hours: readonly OpeningHours[]): boolean {
  return !([6, 7] as const).every((day) => hours.some(({ weekdays }) => weekdays.includes(day)))
}

/** From yesterday, whose last shift may run past midnight, on; one day after the other, as far as anybody reads. */
function* daysFrom(timetable: Timetable, place: Place, today: Temporal.PlainDate) {
  for (let ahead = -1; ahead <= DAYS_AHEAD; ahead += 1) {
    const day = today.add({ days: ahead })
    yield { day, spans: spansOf(timetable, place, day) }
  }
}

function spansOf(timetable: Timetable, { zone, calendar }: Place, day: Temporal.PlainDate): OpenSpan[] {
  return shiftsOf(timetable, calendar, day)
    .map(({ from, to }) => {
      const [fromMinutes, toMinutes] = [minutesOf(from), minutesOf(to)]
      const end = toMinutes > fromMinutes ? toMinutes : toMinutes + 24 * 60
      return { fromAt: instantOf(day, fromMinutes, zone), toAt: instantOf(day, end, zone) }
    })
    .toSorted((a, b) => a.fromAt - b.fromAt)
}

const ALL_DAY: readonly Shift[] = [{ from: '00:00', to: '24:00' }]

function shiftsOf(
  timetable: Timetable,
  calendar: HolidayCalendar,
  day: Temporal.PlainDate,
): readonly Shift[] {
  const { hours, holidayHours } = timetable
  const exception = exceptionOf(timetable, day)
  if (exception !== undefined) return exception.hours
  const { holiday } = calendarDay(calendar, day.toString())
  if (holiday?.off === true) {
    if (holidayHours !== undefined) return holidayHours
    if (hours.length > 0 && isOfficeHours(hours)) return []
  }
  if (hours.length === 0) return ALL_DAY
  const weekday = holiday?.off === false && isOfficeHours(hours) ? 1 : day.dayOfWeek
  return hours.filter(({ weekdays }) => weekdays.includes(weekday))
}

function exceptionOf({ exceptions = [] }: Timetable, day: Temporal.PlainDate) {
  const date = day.toString()
  return exceptions.find(({ from, to }) => from <= date && date <= to)
}

function whyOf(
  timetable: Timetable,
  calendar: HolidayCalendar,
  day: Temporal.PlainDate,
): { readonly why?: LocalText } {
  const exception = exceptionOf(timetable, day)
  if (exception !== undefined) return { why: exception.why }
  const { holiday } = calendarDay(calendar, day.toString())
  return holiday !== undefined && followsCalendar(timetable) ? { why: holiday.name } : {}
}

/** Only where a calendar is kept and counts for these hours, and up to the day that was read. */
function unknownYear(
  timetable: Timetable,
  calendar: HolidayCalendar,
  day: Temporal.PlainDate,
): { readonly unknownYear?: number } {
  if (!followsCalendar(timetable) || exceptionOf(timetable, day) !== undefined) return {}
  if (calendar.length === 0) return {}
  return calendar.some(({ year }) => year === day.year) ? {} : { unknownYear: day.year }
}

function dayOf(zone: string, at: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
}

function startOf(day: Temporal.PlainDate, zone: string): number {
  return day.toZonedDateTime(zone).startOfDay().epochMilliseconds
}

function minutesOf(clock: string): number {
  const [, hour, minute] = CLOCK.exec(clock) ?? []
  return Number(hour ?? 0) * 60 + Number(minute ?? 0)
}

function instantOf(day: Temporal.PlainDate, minutes: number, zone: string): number {
  const wall = day
    .add({ days: Math.floor(minutes / 1440) })
    .toPlainDateTime({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 })
  return wall.toZonedDateTime(zone).epochMilliseconds
}
