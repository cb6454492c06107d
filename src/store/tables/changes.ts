import type { Generated } from 'kysely'

import type { Reason } from '../../domain/change.ts'
import type { Gap } from '../../domain/gap.ts'
import type { State } from '../../domain/state.ts'
import type { Json } from '../json.ts'

export interface ChangeTables {
  component_states: { component_id: string; state: State; since_at: number; reason_json: Json<Reason> }
  changes: ChangeRow
  gaps: { id: Generated<number>; from_at: number; to_at: number; cause: Gap['cause'] }
}

interface ChangeRow {
  id: Generated<number>
  component_id: string
  from_state: State
  to_state: State
  at: number
  recorded_at: number
  reason_json: Json<Reason>
}
