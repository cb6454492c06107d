import { startOfDay, startOfNextDay } from '../../lib/zone-days.ts'

/** Which days a report of now belongs to, each told by its first instant. */
export interface ReportDays {
  /** The day of now. */
  today(now: number): number
  /**
   * The day of now and, shortly before it ends, the next one as well: what was told under tomorrow's salt too is still
   * known after midnight, when today's is gone.
   */
  daysOf(now: number): readonly number[]
}

/** Asked with every report, so the calendar is read once a day only. */
export function createReportDays(zone: string, windowMs: number): ReportDays {
  let fromAt = Infinity
  let toAt = -Infinity
  const turnTo = (now: number): void => {
    if (now >= fromAt && now < toAt) return
    fromAt = startOfDay(zone, now)
    toAt = startOfNextDay(zone, now)
  }
  return {
    today(now) {
      turnTo(now)
      return fromAt
    },
    daysOf(now) {
      turnTo(now)
      return now + windowMs >= toAt ? [fromAt, toAt] : [fromAt]
    },
  }
}
