import type { Reason } from '../domain/change.ts'
import type { State } from '../domain/state.ts'
import { fromJson, toJson } from './json.ts'
import type { Db } from './tables.ts'

/** A component's present state, since when it has it and why. */
export interface ComponentState {
  readonly state: State
  readonly sinceAt: number
  readonly reason: Reason
}

/** Present states by component id, also of components that the configuration no longer names. */
export async function componentStates(db: Db): Promise<Map<string, ComponentState>> {
  const rows = await db.selectFrom('component_states').selectAll().execute()
  return new Map(
    rows.map((row) => [
      row.component_id,
      { state: row.state, sinceAt: row.since_at, reason: fromJson(row.reason_json) },
    ]),
  )
}

export async function saveComponentState(
  db: Db,
  { componentId, state, sinceAt, reason }: ComponentState & { readonly componentId: string },
): Promise<void> {
  const row = { state, since_at: sinceAt, reason_json: toJson(reason) }
  await db
    .insertInto('component_states')
    .values({ component_id: componentId, ...row })
    .onConflict((conflict) => conflict.column('component_id').doUpdateSet(row))
    .execute()
}
