import type { Generated } from 'kysely'

import type { ReportSymptom } from '../../domain/report.ts'
import type { Optional } from './optional.ts'

export interface ReportTables {
  report_salts: { day_at: number; salt: Buffer }
  report_marks: ReportMarkRow
  report_counts: ReportCountRow
  report_peaks: { component_id: string; hour_at: number; level: number }
  report_episodes: ReportEpisodeRow
}

interface ReportMarkRow {
  day_at: number
  component_id: string
  sender: Buffer
  block: Buffer
  net: Buffer
  at: number
}

interface ReportCountRow {
  hour_at: number
  component_id: string
  symptom: ReportSymptom
  region: string
  count: number
}

interface ReportEpisodeRow {
  num: Generated<number>
  component_id: string
  since_at: number
  ended_at: Optional<number>
  closed_level: Optional<number>
  closed_because: Optional<string>
  incident_id: Optional<string>
}
