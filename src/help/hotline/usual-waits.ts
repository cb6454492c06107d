import { Temporal } from 'temporal-polyfill'

import type { HolidayCalendar } from '../../domain/holiday-calendar.ts'
import { calendarDay } from '../working-days.ts'

/** A row of the strip of usual waits: a weekday, 1 (Monday) to 7 (Sunday), or public holidays, which are like none. */
export const WAIT_ROWS = [1, 2, 3, 4, 5, 6, 7, 'holiday'] as const
export type WaitRow = (typeof WAIT_ROWS)[number]

/** Where a moment stands in the strip. */
export interface WaitPlace {
  readonly row: WaitRow
  /** 0 to 23. */
  readonly hour: number
  /** A weekend day that was worked in exchange: like neither weekend nor week, so that it tells nothing of either. */
  readonly exchanged: boolean
}

/** What is usual in an hour: the median wait of so many answered calls. */
export interface UsualWait {
  readonly medianMs: number
  readonly calls: number
}

/** With fewer calls than this a median says little, and no hour is recommended for it. */
export const FEW_CALLS = 10

/** Waits that differ by less than this are the same to whoever waits. */
const SAME_MS = 60_000
/** What is left until closing must be enough to get through in. */
const LEAST_LEFT_MS = 15 * 60_000

export function waitPlace(calendar: HolidayCalendar, zone: string, at: number): WaitPlace {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const { holiday } = calendarDay(calendar, moment.toPlainDate().toString())
  // What is worked in exchange has the hours of a Monday, and for want of better its crowds as well.
  const row = holiday === undefined ? weekday(moment.dayOfWeek) : holiday.off ? 'holiday' : 1
  return { row, hour: moment.hour, exchanged: holiday?.off === false }
}

function weekday(day: number): WaitRow {
  return WAIT_ROWS.find((row) => row === day) ?? 'holiday'
}

/** When to call today, as far as usual waits tell. */
export type BestTime =
  /** Nothing, or too little, is known of the hours that are left. */
  | { readonly kind: 'unknown' }
  /** Nobody answers any more today. */
  | { readonly kind: 'over' }
  /** No later hour is better by as much as a minute. */
  | { readonly kind: 'now'; readonly medianMs: number }
  | { readonly kind: 'later'; readonly fromAt: number; readonly toAt: number; readonly medianMs: number }

/**
 * The hour with the shortest usual wait among the open hours that are left of today; the earlier one where two are as good.
 * `usual` is today's row, by hour.
 */
export function bestTimeToday(asked: {
  readonly usual: readonly (UsualWait | undefined)[]
  readonly open: readonly { readonly fromAt: number; readonly toAt: number }[]
  readonly zone: string
  readonly now: number
}): BestTime {
  const { usual, now } = asked
  const left = asked.open.flatMap((span) => hoursOf(span, asked.zone, now))
  if (left.length === 0) return { kind: 'over' }
  const known = left.flatMap(({ hour, ...span }) => {
    const wait = usual[hour]
    return wait === undefined || wait.calls < FEW_CALLS ? [] : { ...span, medianMs: wait.medianMs }
  })
  const [best] = known.toSorted((a, b) => a.medianMs - b.medianMs)
  if (best === undefined) return { kind: 'unknown' }
  const current = known.find(({ fromAt, toAt }) => fromAt <= now && now < toAt)
  if (current !== undefined && current.medianMs < best.medianMs + SAME_MS) {
    return { kind: 'now', medianMs: current.medianMs }
  }
  const soonest = known.find(({ medianMs }) => medianMs < best.medianMs + SAME_MS) ?? best
  return { kind: 'later', ...soonest }
}

/** The hours of the clock that a stretch has left, each cut to it. */
function hoursOf(span: { readonly fromAt: number; readonly toAt: number }, zone: string, now: number) {
  const hours: { readonly hour: number; readonly fromAt: number; readonly toAt: number }[] = []
  const start = Temporal.Instant.fromEpochMilliseconds(Math.max(span.fromAt, now)).toZonedDateTimeISO(zone)
  for (
    let hour = start.round({ smallestUnit: 'hour', roundingMode: 'floor' });
    ;
    hour = hour.add({ hours: 1 })
  ) {
    const fromAt = Math.max(hour.epochMilliseconds, span.fromAt)
    const toAt = Math.min(hour.add({ hours: 1 }).epochMilliseconds, span.toAt)
    if (fromAt >= span.toAt) return hours
    if (span.toAt - Math.max(fromAt, now) >= LEAST_LEFT_MS) hours.push({ hour: hour.hour, fromAt, toAt })
  }
}
