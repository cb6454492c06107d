import { isReportable, type Report, type ReportRules } from '../../domain/report.ts'
import { alarmAt } from '../../judge/report-level.ts'
import { weighReporters } from '../../judge/reporters.ts'
import { startOfHour, usualReports, USUAL_REACHES_MS, type UsualReports } from '../../judge/usual-reports.ts'
import { startOfDay } from '../../lib/zone-days.ts'
import { openEpisodes, type ReportEpisode } from '../../store/reports/episodes.ts'
import { countsSince, peaksOf } from '../../store/reports/hours.ts'
import { marksOf } from '../../store/reports/marks.ts'
import type { Db } from '../../store/open.ts'
import { readSetting } from '../../store/settings.ts'
import type { Desk } from '../operators/desk.ts'
import { reporterOf } from './book.ts'

/** A component that is reported, as operators see it. */
export interface ReportedComponent {
  readonly componentId: string
  /** What reports of the window are worth, as weighReporters counts them; and how many unlike senders there were. */
  readonly level: number
  readonly senders: number
  readonly usual: UsualReports
  readonly alarmAt: number
  readonly episode?: ReportEpisode
  /** What was reported in this hour and the one before, most first. */
  readonly said: readonly (Pick<Report, 'symptom' | 'region'> & { readonly count: number })[]
}

const HOUR_MS = 3_600_000

/** What is reported now, of every component that is or whose reports a person may judge. */
export async function reportLevels(
  { db, wallet }: Desk,
  rules: ReportRules,
  now: number,
): Promise<readonly ReportedComponent[]> {
  const episodes = await openEpisodes(db)
  const counts = await countsSince(db, startOfHour(now) - HOUR_MS)
  const sinceAt = Number((await readSetting(db, 'reports_since')) ?? now)
  const rows: ReportedComponent[] = []
  for (const { id: componentId } of wallet.components.filter(isReportable)) {
    const episode = episodes.find((one) => one.componentId === componentId)
    const said = counts.filter((one) => one.componentId === componentId)
    if (episode === undefined && said.length === 0) continue
    const peaks = await peaksOf(db, { componentId, sinceAt: now - USUAL_REACHES_MS })
    const usual = usualReports(peaks, { now, sinceAt })
    const { level, senders } = await levelNow({ db, wallet }, { componentId, rules, now })
    rows.push({
      componentId,
      level,
      senders,
      usual,
      alarmAt: alarmAt(usual, rules),
      ...(episode && { episode }),
      said: said.toSorted((a, b) => b.count - a.count),
    })
  }
  return rows
}

/** A component's level as the store knows it, some seconds behind what a running server has heard. */
export async function levelNow(
  { db, wallet }: { readonly db: Db; readonly wallet: Desk['wallet'] },
  { componentId, rules, now }: { componentId: string; rules: ReportRules; now: number },
): Promise<{ level: number; senders: number }> {
  const dayAt = startOfDay(wallet.page.zone, now)
  const marks = await marksOf(db, { dayAt, componentId, sinceAt: now - rules.windowMs })
  return { level: weighReporters(marks.map(reporterOf)), senders: marks.length }
}
