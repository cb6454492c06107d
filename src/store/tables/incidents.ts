import type { Generated } from 'kysely'

import type { Answers, Impact, Incident, IncidentUpdate, Phase, Publication } from '../../domain/incident.ts'
import type { LocalText } from '../../domain/locale.ts'
import type { State } from '../../domain/state.ts'
import type { Json } from '../json.ts'
import type { Optional } from './optional.ts'

export interface IncidentTables {
  incidents: IncidentRow
  incident_components: IncidentComponentRow
  incident_updates: IncidentUpdateRow
}

export interface IncidentRow {
  id: string
  title_json: Json<LocalText>
  phase: Phase
  impact: Impact
  origin: Incident['origin']
  publication: Publication
  publish_at: Optional<number>
  started_at: number
  published_at: Optional<number>
  monitoring_at: Optional<number>
  resolved_at: Optional<number>
  money: number
  answers_json: Json<Answers>
  upstream_component_id: Optional<string>
  objection: Optional<string>
}

interface IncidentComponentRow {
  incident_id: string
  component_id: string
  worst_state: State
  joined_at: number
  said_state: Optional<State>
  said_at: Optional<number>
}

interface IncidentUpdateRow {
  num: Generated<number>
  id: string
  incident_id: string
  phase: Phase
  body_json: Json<LocalText>
  at: number
  author: IncidentUpdate['author']
}
