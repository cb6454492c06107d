import type { LocalText } from '../../domain/locale.ts'
import type { Maintenance } from '../../domain/maintenance.ts'
import type { Json } from '../json.ts'
import type { Optional } from './optional.ts'

export interface MaintenanceTables {
  maintenances: MaintenanceRow
}

export interface MaintenanceRow {
  id: string
  title_json: Json<LocalText>
  body_json: Json<LocalText>
  lists_json: Json<Pick<Maintenance, 'notAffected' | 'delayed' | 'mayFail'>>
  component_ids_json: Json<readonly string[]>
  starts_at: number
  ends_at: number
  announced_at: number
  cancelled_at: Optional<number>
  sequence: number
}
