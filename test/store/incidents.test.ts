import t from 'tap'

import type { Incident } from '../../src/domain/incident.ts'
import {
  addIncidentComponent,
  addIncidentUpdate,
  incidentById,
  incidentsBetween,
  insertIncident,
  lastToldIncidents,
  type NewIncident,
  openIncidents,
  recentlyResolved,
  updateIncident,
} from '../../src/store/incidents/incidents.ts'
import type { Db } from '../../src/store/tables.ts'
import { openTestStore } from '../support/store.ts'

const plain: NewIncident = {
  id: 'abcdefghijkl',
  title: { 'zh-CN': '充值异常', en: 'Top-up failing' },
  phase: 'investigating',
  impact: 'major',
  origin: 'probe',
  publication: 'published',
  startedAt: 100,
  money: true,
  answers: { scope: { en: 'Debit cards' }, eta: { kind: 'none' }, nextUpdateAt: 500 },
}

async function stored(db: Db, different: Partial<NewIncident> & { id: string }): Promise<void> {
  await insertIncident(db, { ...plain, ...different })
}

function ids(incidents: readonly Pick<Incident, 'id'>[]): string[] {
  return incidents.map(({ id }) => id)
}

t.test('an incident comes back as it went in, whether fields are missing or not', async (t) => {
  const { db } = await openTestStore(t)
  const full: NewIncident = {
    ...plain,
    id: 'full',
    publication: 'draft',
    money: false,
    publishAt: 1,
    publishedAt: 2,
    monitoringAt: 3,
    resolvedAt: 0,
    upstreamComponentId: 'clearing',
    objection: 'a drill',
  }
  await insertIncident(db, plain)
  await insertIncident(db, full)
  t.strictSame(await incidentById(db, plain.id), { ...plain, components: [], updates: [] })
  t.strictSame(await incidentById(db, 'full'), { ...full, components: [], updates: [] })
  t.equal(await incidentById(db, 'nobody'), undefined)
})

t.test('updates stand newest first, the later written first at the same instant', async (t) => {
  const { db } = await openTestStore(t)
  await stored(db, { id: 'i' })
  const update = {
    incidentId: 'i',
    phase: 'investigating',
    body: { en: 'We look.' },
    author: 'probe',
  } as const
  await addIncidentUpdate(db, { ...update, id: 'z', at: 10 })
  await addIncidentUpdate(db, { ...update, id: 'a', at: 10, author: 'operator', phase: 'identified' })
  await addIncidentUpdate(db, { ...update, id: 'm', at: 5 })
  const { updates } = (await incidentById(db, 'i'))!
  t.strictSame(ids(updates), ['a', 'z', 'm'])
  t.strictSame(updates[1], {
    id: 'z',
    phase: 'investigating',
    body: { en: 'We look.' },
    at: 10,
    author: 'probe',
  })
})

t.test('a component joins once and keeps the gravest state it reached', async (t) => {
  const { db } = await openTestStore(t)
  await stored(db, { id: 'i' })
  const join = async (worst: 'degraded' | 'partial_outage' | 'major_outage', joinedAt: number) =>
    addIncidentComponent(db, { incidentId: 'i', componentId: 'pay', worst, joinedAt })
  await join('partial_outage', 10)
  await join('major_outage', 20)
  await join('degraded', 30)
  t.strictSame((await incidentById(db, 'i'))!.components, [
    { componentId: 'pay', worst: 'major_outage', joinedAt: 10 },
  ])
})

t.test('a change sets what it names, clears what it says is undefined and leaves the rest', async (t) => {
  const { db } = await openTestStore(t)
  await stored(db, { id: 'i', resolvedAt: 200, monitoringAt: 150, objection: 'kept' })
  await updateIncident(db, { id: 'i', phase: 'investigating', resolvedAt: undefined, publishedAt: 120 })
  t.strictSame(await incidentById(db, 'i'), {
    ...plain,
    id: 'i',
    monitoringAt: 150,
    objection: 'kept',
    publishedAt: 120,
    components: [],
    updates: [],
  })
  await t.rejects(updateIncident(db, { id: 'nobody', phase: 'resolved' }), { message: /nobody/u })
})

t.test('what is not resolved is open, whatever its publication', async (t) => {
  const { db } = await openTestStore(t)
  await stored(db, { id: 'draft', publication: 'draft', startedAt: 3 })
  await stored(db, { id: 'dropped', publication: 'dropped', startedAt: 2 })
  await stored(db, { id: 'public', startedAt: 1 })
  await stored(db, { id: 'over', startedAt: 0, resolvedAt: 50 })
  t.strictSame(ids(await openIncidents(db)), ['public', 'dropped', 'draft'])
})

t.test('what was resolved lately is found', async (t) => {
  const { db } = await openTestStore(t)
  await stored(db, { id: 'early', resolvedAt: 149 })
  await stored(db, { id: 'late', resolvedAt: 150 })
  await stored(db, { id: 'open' })
  t.strictSame(ids(await recentlyResolved(db, { sinceAt: 150 })), ['late'])
})

t.test('a stretch of time finds what overlaps it, by publication and component', async (t) => {
  const { db } = await openTestStore(t)
  await stored(db, { id: 'before', startedAt: 1, resolvedAt: 99 })
  await stored(db, { id: 'into', startedAt: 2, resolvedAt: 100 })
  await stored(db, { id: 'within', startedAt: 150, resolvedAt: 160 })
  await stored(db, { id: 'open', startedAt: 199 })
  await stored(db, { id: 'after', startedAt: 200 })
  await stored(db, { id: 'draft', startedAt: 150, publication: 'draft' })
  await addIncidentComponent(db, { incidentId: 'open', componentId: 'pay', worst: 'degraded', joinedAt: 199 })
  await addIncidentComponent(db, {
    incidentId: 'open',
    componentId: 'bank',
    worst: 'degraded',
    joinedAt: 199,
  })
  const between = { fromAt: 100, toAt: 200, publication: 'published' } as const
  t.strictSame(ids(await incidentsBetween(db, between)), ['into', 'within', 'open'])
  t.strictSame(ids(await incidentsBetween(db, { ...between, componentIds: ['pay', 'bank'] })), ['open'])
  t.strictSame(ids(await incidentsBetween(db, { ...between, publication: 'draft' })), ['draft'])
})

t.test('the last told are those with the newest word, as many as asked for', async (t) => {
  const { db } = await openTestStore(t)
  await stored(db, { id: 'silent', startedAt: 300, publishedAt: 310 })
  await stored(db, { id: 'told', startedAt: 100, publishedAt: 110 })
  await stored(db, { id: 'earlier', startedAt: 200, publishedAt: 210 })
  await stored(db, { id: 'draft', startedAt: 900, publication: 'draft' })
  const word = { id: 'word', phase: 'monitoring', body: { en: 'Back' }, at: 400, author: 'probe' } as const
  await addIncidentUpdate(db, { incidentId: 'told', ...word })
  t.strictSame(ids(await lastToldIncidents(db, { limit: 2 })), ['told', 'silent'])
  t.strictSame(ids(await lastToldIncidents(db, { limit: 9 })), ['told', 'earlier', 'silent'])
})

t.test('the last told can be those that hit one component and spared another', async (t) => {
  const { db } = await openTestStore(t)
  for (const [id, componentIds] of [
    ['first', ['card']],
    ['second', ['card', 'bank']],
    ['third', ['pay']],
  ] as const) {
    await stored(db, { id })
    for (const componentId of componentIds) {
      await addIncidentComponent(db, { incidentId: id, componentId, worst: 'degraded', joinedAt: 1 })
    }
  }
  t.strictSame(ids(await lastToldIncidents(db, { limit: 9, affected: ['card'] })), ['first', 'second'])
  t.strictSame(ids(await lastToldIncidents(db, { limit: 9, affected: ['card'], spared: ['bank'] })), [
    'first',
  ])
})
