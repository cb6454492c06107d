import type { ColumnType, Generated } from 'kysely'

import type { Explanation } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Quoted } from '../../domain/top-up.ts'
import type { Json } from '../json.ts'
import type { Optional } from './optional.ts'

export interface ObservationTables {
  probes: { num: Generated<number>; id: string }
  observations: ObservationRow
  explanations: { probe: number; at: number; place: string; outcome: number; body_json: Json<Explanation> }
  ok_explanations: { probe: number; at: number; body_json: Json<Explanation> }
  quotes: { probe: number; at: number; quoted_json: Json<Quoted> }
  heartbeats: { probe_id: string; at: number; ok: number }
  rollups: RollupRow
  rollups_due: { span: Span; at: number; probe: number }
}

/** How much time a roll-up row covers. */
export type Span = 'hour' | 'day'

interface ObservationRow {
  probe: number
  at: number
  place: string
  /** A number of outcome-code.ts. */
  outcome: number
  latency_ms: Optional<number>
  credit_ms: Optional<number>
}

export interface RollupRow {
  probe: number
  span: Span
  at: number
  counts_json: Json<Partial<Record<Outcome, number>>>
  latency_histogram: Optional<Buffer>
  credit_histogram: Optional<Buffer>
  raw_swept: ColumnType<number, number | undefined, number>
}
