import { Temporal } from 'temporal-polyfill'

import type { OpeningHours } from '../domain/contact.ts'

/** Whether somebody answers now, and the next time that changes; no time where it never does. */
export interface Opening {
  readonly open: boolean
  /** When it closes if open, when it opens if closed, epoch ms. */
  readonly changesAt?: number
}

const DAYS_AHEAD = 8
const CLOCK = /^(\d{1,2}):(\d{2})$/

/**
 * Reads opening hours as wall time in `zone`: overnight shifts, shifts that touch and clock changes included.
 * No hours at all means around the clock.
 */
export function openingAt(hours: readonly OpeningHours[], zone: string, now: number): Opening {
  if (hours.length === 0) return { open: true }
  const shifts = shiftsAround(hours, zone, now)
  const current = shifts.find(({ fromAt, toAt }) => fromAt <= now && now < toAt)
  if (current === undefined) {
    const next = shifts.find(({ fromAt }) => fromAt > now)
    return next === undefined ? { open: false } : { open: false, changesAt: next.fromAt }
  }
  const closesAt = shifts.reduce(
    (end, { fromAt, toAt }) => (fromAt <= end && toAt > end ? toAt : end),
    current.toAt,
  )
  // Shifts that follow one another for a week without a break never close.
  const weekAhead = now + (DAYS_AHEAD - 2) * 86_400_000
  return closesAt > weekAhead ? { open: true } : { open: true, changesAt: closesAt }
}

interface Shift {
  readonly fromAt: number
  readonly toAt: number
}

/** Every shift from yesterday's, which may run past midnight, to a week ahead; soonest first. */
function shiftsAround(hours: readonly OpeningHours[], zone: string, now: number): Shift[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  const days = Array.from({ length: DAYS_AHEAD + 1 }, (_, index) => today.add({ days: index - 1 }))
  return days
    .flatMap((day) =>
      hours
        .filter(({ weekdays }) => weekdays.includes(day.dayOfWeek))
        .map(({ from, to }) => {
          const fromMinutes = minutesOf(from)
          const toMinutes = minutesOf(to)
          return {
            fromAt: instantOf(day, fromMinutes, zone),
            toAt: instantOf(day, toMinutes > fromMinutes ? toMinutes : toMinutes + 24 * 60, zone),
          }
        }),
    )
    .toSorted((a, b) => a.fromAt - b.fromAt)
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
