import { startOfHour, usualReports, USUAL_REACHES_MS, type UsualReports } from '../../judge/usual-reports.ts'
import type { Db } from '../../store/open.ts'
import { peaksOf, raisePeak } from '../../store/reports/hours.ts'

/** What is usual of each component, read once an hour, and the highest level of the hour that becomes a habit later. */
export interface Habits {
  usual(tx: Db, componentId: string, now: number): Promise<UsualReports>
  /** Remembers a level where it is the hour's highest so far. */
  note(tx: Db, componentId: string, of: { readonly level: number; readonly now: number }): Promise<void>
}

/** `sinceAt`: when readers could first report. */
export function createHabits(sinceAt: () => number): Habits {
  const known = new Map<string, { readonly hourAt: number; readonly usual: UsualReports }>()
  const peaks = new Map<string, { readonly hourAt: number; readonly level: number }>()
  return {
    async usual(tx, componentId, now) {
      const hourAt = startOfHour(now)
      const before = known.get(componentId)
      if (before?.hourAt === hourAt) return before.usual
      const past = await peaksOf(tx, { componentId, sinceAt: now - USUAL_REACHES_MS })
      const usual = usualReports(past, { now, sinceAt: sinceAt() })
      known.set(componentId, { hourAt, usual })
      return usual
    },
    async note(tx, componentId, { level, now }) {
      const hourAt = startOfHour(now)
      const before = peaks.get(componentId)
      if (level <= 0 || (before?.hourAt === hourAt && before.level >= level)) return
      await raisePeak(tx, { componentId, hourAt, level })
      peaks.set(componentId, { hourAt, level })
    },
  }
}
