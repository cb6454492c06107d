import { sql } from 'kysely'

import { isImpaired, SEVERITY, type State } from '../../domain/state.ts'
import type { Db } from '../tables.ts'

/** What people say of a component, and since when it is so, epoch ms. */
export interface Said {
  readonly state: State
  readonly at: number
}

/** Keeps what a person says of a component that has joined their incident. */
export async function say(
  db: Db,
  {
    incidentId,
    componentId,
    state,
    at,
  }: Said & { readonly incidentId: string; readonly componentId: string },
): Promise<void> {
  await db
    .updateTable('incident_components')
    .set({ said_state: state, said_at: at })
    .where('incident_id', '=', incidentId)
    .where('component_id', '=', componentId)
    .execute()
}

/** Takes back all that people have said of components in an incident. */
export async function unsay(db: Db, incidentId: string): Promise<void> {
  await db
    .updateTable('incident_components')
    .set({ said_state: null, said_at: null })
    .where('incident_id', '=', incidentId)
    .execute()
}

/**
 * What is said to be impaired in incidents that are public and not over, by component id; the gravest, then the earliest,
 * of several.
 */
export async function saidNow(db: Db): Promise<Map<string, Said>> {
  const rows = await db
    .selectFrom('incident_components')
    .innerJoin('incidents', 'incidents.id', 'incident_components.incident_id')
    .select(['component_id', 'said_state', 'said_at'])
    .where('publication', '=', 'published')
    .where('resolved_at', 'is', null)
    .where('said_state', 'is not', null)
    .execute()
  const said = new Map<string, Said>()
  for (const { component_id: id, said_state: state, said_at: at } of rows) {
    if (state === null || at === null || !isImpaired(state)) continue
    const known = said.get(id)
    const graver = known === undefined ? 1 : SEVERITY[state] - SEVERITY[known.state] || known.at - at
    if (graver > 0) said.set(id, { state, at })
  }
  return said
}

/** When the newest update was written in any incident about this component; undefined where there is none. */
export async function lastWordAt(db: Db, componentId: string): Promise<number | undefined> {
  const { rows } = await sql<{ at: number | null }>`
    select max(incident_updates.at) as at from incident_components
    join incident_updates on incident_updates.incident_id = incident_components.incident_id
    where component_id = ${componentId}`.execute(db)
  return rows[0]?.at ?? undefined
}
