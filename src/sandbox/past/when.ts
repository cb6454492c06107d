import { Temporal } from 'temporal-polyfill'

import type { Moment } from './schema.ts'

/** What lies ahead is told of in time. */
const LEAST_AHEAD = { hours: 1 }

/** The instant that a relative moment comes to, epoch ms, as seen from `now` in a zone. */
export function instantOf(moment: Moment, now: number, zone: string): number {
  const present = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  const time = Temporal.PlainTime.from(moment.at)
  return dayOf(moment, present, time).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds
}

function dayOf(
  moment: Moment,
  present: Temporal.ZonedDateTime,
  time: Temporal.PlainTime,
): Temporal.PlainDate {
  const today = present.toPlainDate()
  const { daysAgo, dayOfMonth, daysAhead } = moment
  if (daysAgo !== undefined) return today.subtract({ days: daysAgo })
  if (dayOfMonth !== undefined) {
    const day = workday(today.with({ day: dayOfMonth }))
    if (Temporal.PlainDate.compare(day, today) < 0) return day
    return workday(today.with({ day: dayOfMonth }).subtract({ months: 1 }))
  }
  const tonight = present.withPlainTime(time)
  const isNear = Temporal.ZonedDateTime.compare(tonight, present.add(LEAST_AHEAD)) < 0
  return today.add({ days: (daysAhead ?? 0) + (isNear ? 1 : 0) })
}

/** What is due at a weekend happens on the Friday before, as wages do. */
function workday(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: Math.max(0, day.dayOfWeek - FRIDAY) })
}

const FRIDAY = 5
