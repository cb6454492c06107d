import type { Change } from '../domain/change.ts'
import type { State } from '../domain/state.ts'
import { fromJson, toJson } from './json.ts'
import type { Db } from './tables.ts'

/** Writes a change for good and gives it its id; ids grow in the order of writing. */
export async function appendChange(db: Db, change: Omit<Change, 'id'>): Promise<Change> {
  const { id } = await db
    .insertInto('changes')
    .values({
      component_id: change.componentId,
      from_state: change.from,
      to_state: change.to,
      at: change.at,
      recorded_at: change.recordedAt,
      reason_json: toJson(change.reason),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ...change, id }
}

/** Changes within [fromAt, toAt), oldest first, of these components or of all. */
export async function changesBetween(
  db: Db,
  between: { fromAt: number; toAt: number; componentIds?: readonly string[] },
): Promise<Change[]> {
  const { fromAt, toAt, componentIds } = between
  const rows = await db
    .selectFrom('changes')
    .selectAll()
    .where('at', '>=', fromAt)
    .where('at', '<', toAt)
    .$if(componentIds !== undefined, (query) => query.where('component_id', 'in', componentIds ?? []))
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    componentId: row.component_id,
    from: row.from_state,
    to: row.to_state,
    at: row.at,
    recordedAt: row.recorded_at,
    reason: fromJson(row.reason_json),
  }))
}

/** The state a component was in at an instant (after the changes of that very instant); undefined before its first change. */
export async function stateAt(
  db: Db,
  { componentId, at }: { componentId: string; at: number },
): Promise<State | undefined> {
  const row = await db
    .selectFrom('changes')
    .select('to_state')
    .where('component_id', '=', componentId)
    .where('at', '<=', at)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.to_state
}
