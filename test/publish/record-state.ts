import type { Incident } from '../../src/domain/incident.ts'
import type { State } from '../../src/domain/state.ts'
import { appendChange } from '../../src/store/changes.ts'
import { insertIncident } from '../../src/store/incidents/incidents.ts'
import type { Db } from '../../src/store/open.ts'
import { componentStates, saveComponentState } from '../../src/store/states.ts'
import { both, NOON } from './small-wallet.ts'

/** Writes a change and the state it leads to, as the recorder does. */
export async function recordState(
  db: Db,
  { componentId, to, at }: { componentId: string; to: State; at: number },
): Promise<void> {
  const from = (await componentStates(db)).get(componentId)?.state ?? 'unknown'
  const reason = { code: 'consecutive_failures', sample: { consecutive: 5 } } as const
  await appendChange(db, { componentId, from, to, at, recordedAt: at, reason })
  await saveComponentState(db, { componentId, state: to, sinceAt: at, reason })
}

/** A published incident that began an hour before noon, with whatever a test cares about on top. */
export async function recordIncident(db: Db, fields: Partial<Incident> & { id: string }): Promise<void> {
  const {
    components: _components,
    updates: _updates,
    ...incident
  } = {
    title: both('Top-up is slow'),
    phase: 'investigating',
    impact: 'minor',
    origin: 'probe',
    publication: 'published',
    startedAt: NOON - 3_600_000,
    publishedAt: NOON - 3_500_000,
    money: false,
    answers: {},
    ...fields,
  } as const
  await insertIncident(db, incident)
}
