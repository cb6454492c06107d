import { Temporal } from 'temporal-polyfill'

/** What a moment may look like, for messages. */
export const INSTANT_FORM = '2026-03-14 13:50 (in the page’s zone) or 2026-03-14T13:50:00+08:00'

const LOCAL = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?$/

/** A moment with its offset from UTC (ISO 8601), as other software writes it, epoch ms. Throws RangeError where it is none. */
export function instantMs(text: string): number {
  return Temporal.Instant.from(text).epochMilliseconds
}

/** Whether instantMs can read it. */
export function isInstant(text: string): boolean {
  try {
    instantMs(text)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/**
 * Reads a moment that a person wrote: with its offset from UTC (RFC 3339), or as wall time of `zone`. Epoch ms;
 * undefined where it is no moment.
 */
export function parseInstant(text: string, zone: string): number | undefined {
  try {
    return LOCAL.test(text)
      ? Temporal.PlainDateTime.from(text.replace(' ', 'T'), { overflow: 'reject' }).toZonedDateTime(zone)
          .epochMilliseconds
      : instantMs(text)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
