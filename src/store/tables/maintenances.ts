import type { Generated } from 'kysely'

import type { LocalText } from '../../domain/locale.ts'
import type { MaintenancePlan } from '../../domain/maintenance.ts'
import type { Json } from '../json.ts'
import type { Optional } from './optional.ts'

export interface MaintenanceTables {
  maintenances: MaintenanceRow
  maintenance_updates: MaintenanceUpdateRow
}

export interface MaintenancePlanRow {
  title_json: Json<LocalText>
  body_json: Json<LocalText>
  lists_json: Json<Pick<MaintenancePlan, 'notAffected' | 'delayed' | 'mayFail'>>
  component_ids_json: Json<readonly string[]>
  starts_at: number
  ends_at: number
}

export interface MaintenanceRow extends MaintenancePlanRow {
  id: string
  announced_at: number
  cancelled_at: Optional<number>
  sequence: number
}

/** The plan of a row is the one that held until `at`. */
interface MaintenanceUpdateRow extends MaintenancePlanRow {
  num: Generated<number>
  maintenance_id: string
  at: number
}
