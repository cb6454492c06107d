import type { ColumnType, Generated } from 'kysely'

/** A column the database fills or that an insert may leave out. */
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>

export interface Tables {
  settings: { name: string; value: string }
  probes: { num: Generated<number>; id: string }
  observations: ObservationRow
  explanations: { probe: number; at: number; place: string; outcome: number; body_json: string }
  rollups: RollupRow
  component_states: { component_id: string; state: string; since_at: number; reason_json: string }
  changes: ChangeRow
  component_days: ComponentDayRow
  gaps: { id: Generated<number>; from_at: number; to_at: number; cause: string }
  heartbeats: { probe_id: string; at: number; ok: number }
  incidents: IncidentRow
  incident_components: { incident_id: string; component_id: string; worst_state: string; joined_at: number }
  incident_updates: IncidentUpdateRow
  maintenances: MaintenanceRow
  announcements: AnnouncementRow
}

interface ObservationRow {
  probe: number
  at: number
  place: string
  /** Index into OUTCOMES. */
  outcome: number
  latency_ms: Optional<number>
  credit_ms: Optional<number>
}

interface RollupRow {
  probe: number
  span: 'hour' | 'day'
  at: number
  counts_json: string
  latency_histogram: Optional<Buffer>
  credit_histogram: Optional<Buffer>
}

interface ChangeRow {
  id: Generated<number>
  component_id: string
  from_state: string
  to_state: string
  at: number
  recorded_at: number
  reason_json: string
}

interface ComponentDayRow {
  component_id: string
  day_at: number
  operational_ms: number
  degraded_ms: number
  partial_outage_ms: number
  major_outage_ms: number
  maintenance_ms: number
  unknown_ms: number
}

interface IncidentRow {
  id: string
  title_json: string
  phase: string
  impact: string
  origin: string
  publication: string
  publish_at: Optional<number>
  started_at: number
  published_at: Optional<number>
  monitoring_at: Optional<number>
  resolved_at: Optional<number>
  money: number
  answers_json: string
  upstream_component_id: Optional<string>
  objection: Optional<string>
  updated_at: number
}

interface IncidentUpdateRow {
  id: string
  incident_id: string
  phase: string
  body_json: string
  at: number
  author: string
}

interface MaintenanceRow {
  id: string
  title_json: string
  body_json: string
  lists_json: string
  component_ids_json: string
  starts_at: number
  ends_at: number
  announced_at: number
  cancelled_at: Optional<number>
  sequence: number
}

interface AnnouncementRow {
  id: string
  kind: string
  title_json: string
  body_json: string
  help_topics_json: string
  component_ids_json: string
  incident_id: Optional<string>
  published_at: number
  effective_at: number
  expires_at: Optional<number>
}
