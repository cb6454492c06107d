import { Temporal } from 'temporal-polyfill'

/** First instant of the day that `at` falls on in a zone, epoch ms. */
export function startOfDay(zone: string, at: number): number {
  return zoned(zone, at).startOfDay().epochMilliseconds
}

/** First instant of the day after the one that `at` falls on; by the calendar, since a day may have 23 or 25 hours. */
export function startOfNextDay(zone: string, at: number): number {
  return zoned(zone, at).startOfDay().add({ days: 1 }).startOfDay().epochMilliseconds
}

/** First instants of every day from the one `from` falls on, oldest first, as long as they lie before `to`. */
export function dayStarts(zone: string, from: number, to: number): number[] {
  const starts: number[] = []
  for (let at = startOfDay(zone, from); at < to; at = startOfNextDay(zone, at)) starts.push(at)
  return starts
}

/** Weekdays (Monday to Friday) that begin after `from` and are over or running by `to`; public holidays are not known here. */
export function weekdaysBetween(zone: string, from: number, to: number): number {
  return dayStarts(zone, from, to)
    .slice(1)
    .filter((at) => zoned(zone, at).dayOfWeek <= 5).length
}

/** Noon of a day (`YYYY-MM-DD`) in a zone, epoch ms: an instant that is of that day whatever clocks do at night. */
export function noonOf(zone: string, day: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
    .epochMilliseconds
}

/** The day that `at` falls on in a zone, as YYYY-MM-DD: sorts as it is. */
export function dayNameOf(zone: string, at: number): string {
  return zoned(zone, at).toPlainDate().toString()
}

/** The year that `at` falls in on a zone's clocks. */
export function yearIn(zone: string, at: number): number {
  return zoned(zone, at).year
}

/** Minutes after midnight on the clocks of a zone. */
export function minuteOfDay(zone: string, at: number): number {
  const { hour, minute } = zoned(zone, at)
  return hour * 60 + minute
}

function zoned(zone: string, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
}
