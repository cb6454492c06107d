import type { Incident } from '../../src/domain/incident.ts'
import { insertAnnouncement } from '../../src/store/announcements.ts'
import { appendChange } from '../../src/store/changes.ts'
import { addIncidentComponent, addIncidentUpdate } from '../../src/store/incidents/incidents.ts'
import { insertObservations } from '../../src/store/observations/observations.ts'
import type { Db } from '../../src/store/open.ts'
import { saveComponentState } from '../../src/store/states.ts'
import { recordIncident } from './record-state.ts'
import { both, HOUR, NOON } from './small-wallet.ts'

/** Stands in everything that only operators may see. */
export const INNER = 'inner-7f3a'

export const innerProbes = [{ id: `${INNER}-probe`, componentId: 'payment' }]

/** Fills a store with what happened and hangs inner words wherever a store could hold them. */
export async function plantSecrets(db: Db): Promise<void> {
  await plantFailure(db)
  await plantIncidents(db)
  await plantAnnouncement(db)
}

/** What an attacker, or a careless later version, might have hung on a stored object. */
function laden<T extends object>(value: T): T {
  return { ...value, note: INNER, 'x-inner': { url: `https://${INNER}` } }
}

async function plantFailure(db: Db): Promise<void> {
  const step = {
    name: INNER,
    outcome: 'tech_fail',
    latencyMs: 1,
    error: INNER,
    sent: `POST https://${INNER}/`,
  } as const
  await insertObservations(db, [
    {
      probeId: `${INNER}-probe`,
      place: INNER,
      at: NOON - 1_000,
      outcome: 'tech_fail',
      latencyMs: 250,
      creditMs: 1_500,
      explanation: { summary: INNER, steps: [step] },
    },
  ])
  const reason = laden({
    code: 'success_rate',
    componentId: INNER,
    sample: { successRate: 0.9, samples: 23 },
  } as const)
  const change = { componentId: 'payment', from: 'operational', to: 'degraded', at: NOON - HOUR } as const
  await appendChange(db, { ...change, recordedAt: NOON, reason })
  await saveComponentState(db, { componentId: 'payment', state: 'degraded', sinceAt: NOON - HOUR, reason })
}

async function plantIncidents(db: Db): Promise<void> {
  const answers: Incident['answers'] = laden({
    scope: laden(both('Top-up')),
    doNow: [laden(both('Wait'))],
    money: laden({
      balanceSafe: 'yes',
      approvedBy: INNER,
      actionNeeded: 'none',
      pendingRule: laden(both('returned')),
    }),
    eta: laden({ kind: 'time', at: NOON }),
  } as const)
  await recordIncident(db, { id: 'published000', title: laden(both('Published')), answers })
  await recordIncident(db, { id: `${INNER}-draft`, title: both(INNER), publication: 'draft' })
  await recordIncident(db, { id: `${INNER}-drop`, title: both(INNER), publication: 'dropped' })
  for (const componentId of ['payment', INNER]) {
    await addIncidentComponent(db, {
      incidentId: 'published000',
      componentId,
      worst: 'degraded',
      joinedAt: NOON,
    })
  }
  await addIncidentUpdate(db, {
    incidentId: 'published000',
    id: 'update000000',
    phase: 'investigating',
    body: laden(both('We look into it')),
    at: NOON,
    author: 'operator',
  })
}

async function plantAnnouncement(db: Db): Promise<void> {
  await insertAnnouncement(db, {
    ...laden({ id: 'announced000', kind: 'security', helpTopics: ['outage'] } as const),
    title: laden(both('Beware')),
    body: laden(both('of scams')),
    componentIds: [INNER],
    incidentId: `${INNER}-draft`,
    publishedAt: NOON - HOUR,
    effectiveAt: NOON - HOUR,
  })
}
