import { Temporal } from 'temporal-polyfill'

/** The day of a zone that an instant belongs to: from its first instant up to the next day's; 23 to 25 hours long. */
export function dayOf(at: number, zone: string): { fromAt: number; toAt: number } {
  const start = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).startOfDay()
  return { fromAt: start.epochMilliseconds, toAt: start.add({ days: 1 }).startOfDay().epochMilliseconds }
}
