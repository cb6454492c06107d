import t from 'tap'

import type { Incident } from '../../src/domain/incident.ts'
import { createSnapshotBuilder } from '../../src/publish/build-snapshot.ts'
import { createAnnouncementReader } from '../../src/publish/read-announcement.ts'
import { createComponentReader } from '../../src/publish/read-component.ts'
import { createHistoryReader } from '../../src/publish/read-history.ts'
import { createIncidentReader } from '../../src/publish/read-incident.ts'
import { monthAt } from '../../src/publish/calendar.ts'
import { createSummary } from '../../src/publish/summary.ts'
import { insertAnnouncement } from '../../src/store/announcements.ts'
import { appendChange } from '../../src/store/changes.ts'
import { addIncidentComponent, addIncidentUpdate } from '../../src/store/incidents.ts'
import { insertObservations } from '../../src/store/observations.ts'
import type { Db } from '../../src/store/open.ts'
import { saveComponentState } from '../../src/store/states.ts'
import { openTestStore } from '../support/store.ts'
import { recordIncident } from './record-state.ts'
import { both, HOUR, NOON, smallWallet, ZONE } from './small-wallet.ts'

/** Stands in everything that only operators may see. */
const INNER = 'inner-7f3a'
const probes = [{ id: `${INNER}-probe`, componentId: 'payment' }]

/** What an attacker, or a careless later version, might have hung on a stored object. */
const laden = <T extends object>(value: T): T => ({
  ...value,
  note: INNER,
  'x-inner': { url: `https://${INNER}` },
})

const plant = async (db: Db): Promise<void> => {
  const failure = {
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
      explanation: { summary: INNER, steps: [failure] },
    },
  ])
  const reason = laden({ code: 'success_rate', componentId: INNER, sample: { samples: 23 } } as const)
  const change = { componentId: 'payment', from: 'operational', to: 'degraded', at: NOON - HOUR } as const
  await appendChange(db, { ...change, recordedAt: NOON, reason })
  await saveComponentState(db, { componentId: 'payment', state: 'degraded', sinceAt: NOON - HOUR, reason })
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

const plantIncidents = async (db: Db): Promise<void> => {
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

t.test('nothing that only operators may see is in anything public', async (t) => {
  const { db } = await openTestStore(t)
  await plant(db)
  await plantIncidents(db)
  const deps = { db, wallet: smallWallet }
  const snapshot = await createSnapshotBuilder(deps).build(NOON)
  const announcements = createAnnouncementReader(deps)
  const seen: Record<string, unknown> = {
    snapshot,
    component: await createComponentReader({ ...deps, probes })('payment', NOON),
    history: await createHistoryReader(deps)({ month: monthAt(NOON, ZONE) }, NOON),
    incident: await createIncidentReader(deps)('published000'),
    announcement: await announcements.one('announced000', NOON),
    archive: await announcements.archive({}, NOON),
  }
  for (const locale of ['zh-CN', 'en'] as const) {
    const { body } = await createSummary(smallWallet)(snapshot, { locale, params: {}, query: {} }, NOON)
    seen[`summary ${locale}`] = body
  }
  for (const [name, what] of Object.entries(seen)) {
    const text = JSON.stringify(what)
    t.ok(text.length > 100, `${name} is not empty`)
    t.notMatch(text, INNER, name)
  }
  t.match(seen.component, { recent: [{ outcome: 'tech_fail', latencyMs: 250 }] }, 'figures are public')
  t.match(snapshot.incidents, [{ answers: { money: { balanceSafe: 'yes' }, eta: { kind: 'time' } } }])
})

t.test('a draft is as unknown as an incident that never was', async (t) => {
  const { db } = await openTestStore(t)
  await plantIncidents(db)
  const read = createIncidentReader({ db, wallet: smallWallet })
  t.equal(await read(`${INNER}-draft`), undefined)
  t.equal(await read(`${INNER}-drop`), undefined)
  t.equal(await read('nothing00000'), undefined)
})
