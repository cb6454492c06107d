import Database from 'better-sqlite3'
import t from 'tap'

import { createSnapshotBuilder } from '../../src/publish/snapshot/build-snapshot.ts'
import { insertAnnouncement } from '../../src/store/announcements.ts'
import { addIncidentComponent } from '../../src/store/incidents/incidents.ts'
import { addMaintenanceUpdate, insertMaintenance } from '../../src/store/maintenances.ts'
import { insertObservations } from '../../src/store/observations/observations.ts'
import { writeSetting } from '../../src/store/settings.ts'
import { openStore } from '../../src/store/open.ts'
import { openTestStore, openTestStoreFile } from '../support/store.ts'
import { recordIncident, recordState } from './record-state.ts'
import { both, DAY, HOUR, MINUTE, NOON, smallWallet } from './small-wallet.ts'

const builderFor = (db: Parameters<typeof createSnapshotBuilder>[0]['db']) =>
  createSnapshotBuilder({ db, wallet: smallWallet })

t.test('before anything was seen everything is unknown and nothing has an age', async (t) => {
  const { db } = await openTestStore(t)
  const snapshot = await builderFor(db).build(NOON)
  t.equal(snapshot.builtAt, NOON)
  t.notOk('dataAt' in snapshot)
  t.equal(snapshot.verdict.level, 'blind')
  t.strictSame(
    snapshot.groups.flatMap(({ components }) => components.map(({ id, state }) => [id, state])),
    [
      ['payment', 'unknown'],
      ['debit-card', 'unknown'],
      ['transfer-in', 'unknown'],
    ],
  )
})

t.test('banks stand within their channel and say why they are as they are', async (t) => {
  const { db } = await openTestStore(t)
  await recordState(db, { componentId: 'debit-card-maple', to: 'major_outage', at: NOON - HOUR })
  const [, topUp] = (await builderFor(db).build(NOON)).groups
  const [, maple] = topUp?.components[0]?.parts ?? []
  t.match(maple, {
    id: 'debit-card-maple',
    state: 'major_outage',
    sinceAt: NOON - HOUR,
    reason: { code: 'consecutive_failures', sample: { consecutive: 5 } },
    parts: [],
  })
})

t.test('only alternatives that work now are offered', async (t) => {
  const { db } = await openTestStore(t)
  await recordState(db, { componentId: 'debit-card', to: 'major_outage', at: NOON })
  await recordState(db, { componentId: 'payment', to: 'operational', at: NOON })
  const builder = builderFor(db)
  const alternatives = async () =>
    (await builder.build(NOON)).groups[1]?.components.map((one) => one.alternatives)
  t.strictSame(await alternatives(), [['payment'], []])
  await recordState(db, { componentId: 'transfer-in', to: 'operational', at: NOON })
  t.strictSame(await alternatives(), [['transfer-in', 'payment'], []])
})

t.test('a task is partly out while another way to do it works', async (t) => {
  const { db } = await openTestStore(t)
  await recordState(db, { componentId: 'debit-card', to: 'major_outage', at: NOON })
  await recordState(db, { componentId: 'transfer-in', to: 'operational', at: NOON })
  await recordState(db, { componentId: 'payment', to: 'operational', at: NOON })
  const builder = builderFor(db)
  t.strictSame((await builder.build(NOON)).tasks, [
    { task: 'pay', state: 'operational', componentId: 'payment' },
    { task: 'top_up', state: 'partial_outage', componentId: 'debit-card' },
  ])
  await recordState(db, { componentId: 'transfer-in', to: 'major_outage', at: NOON })
  t.equal((await builder.build(NOON)).tasks[1]?.state, 'major_outage')
})

t.test('published incidents that are not resolved, gravest first, then newest', async (t) => {
  const { db } = await openTestStore(t)
  await recordIncident(db, { id: 'minorolder00', startedAt: NOON - 3 * HOUR })
  await recordIncident(db, { id: 'minornewer00', startedAt: NOON - HOUR })
  await recordIncident(db, { id: 'critical0000', startedAt: NOON - 9 * HOUR, impact: 'critical' })
  await recordIncident(db, { id: 'draft0000000', publication: 'draft' })
  await recordIncident(db, { id: 'dropped00000', publication: 'dropped' })
  await recordIncident(db, { id: 'resolved0000', phase: 'resolved', resolvedAt: NOON })
  for (const componentId of ['payment', 'no-longer-configured']) {
    const affected = { componentId, worst: 'degraded', joinedAt: NOON } as const
    await addIncidentComponent(db, { incidentId: 'critical0000', ...affected })
  }
  const { incidents } = await builderFor(db).build(NOON)
  t.strictSame(
    incidents.map(({ id }) => id),
    ['critical0000', 'minornewer00', 'minorolder00'],
  )
  t.strictSame(incidents[0]?.components, [{ componentId: 'payment', worst: 'degraded' }])
})

t.test('planned work, however far ahead, soonest first, and never what was called off', async (t) => {
  const { db } = await openTestStore(t)
  const plan = (id: string, startsAt: number, fields = {}) =>
    insertMaintenance(db, {
      id,
      title: both(id),
      body: both(id),
      notAffected: [],
      delayed: [],
      mayFail: [],
      componentIds: ['debit-card', 'no-longer-configured'],
      startsAt,
      endsAt: startsAt + 2 * HOUR,
      announcedAt: NOON - DAY,
      sequence: 0,
      updates: [],
      ...fields,
    })
  await plan('tomorrow', NOON + DAY)
  await plan('running', NOON - HOUR)
  await plan('over', NOON - 3 * HOUR)
  await plan('next-year', NOON + 300 * DAY)
  await plan('called-off', NOON + HOUR, { cancelledAt: NOON })
  const { maintenances } = await builderFor(db).build(NOON)
  t.match(maintenances, [
    { id: 'running', status: 'in_progress', componentIds: ['debit-card'] },
    { id: 'tomorrow', status: 'scheduled' },
    { id: 'next-year', status: 'scheduled' },
  ])
  t.equal(maintenances.length, 3)
})

t.test('what work was before it was changed is public as far as the work is', async (t) => {
  const { db } = await openTestStore(t)
  const inner = { 'zh-TW': 'inner' }
  const before = {
    title: both('work'),
    body: { ...both('was'), ...inner },
    notAffected: [],
    delayed: [],
    mayFail: [],
    componentIds: ['debit-card', 'no-longer-configured'],
    startsAt: NOON + HOUR,
    endsAt: NOON + 2 * HOUR,
  }
  const work = { ...before, id: 'work', announcedAt: NOON - DAY, sequence: 1, updates: [] }
  await insertMaintenance(db, work)
  await addMaintenanceUpdate(db, { id: 'work', update: { at: NOON - HOUR, before } })
  const { maintenances } = await builderFor(db).build(NOON)
  const { startsAt, endsAt } = before
  t.strictSame(maintenances[0]?.updates, [
    { at: NOON - HOUR, before: { body: both('was'), componentIds: ['debit-card'], startsAt, endsAt } },
  ])
})

t.test('announcements in force name a published incident and never a draft', async (t) => {
  const { db } = await openTestStore(t)
  await recordIncident(db, { id: 'published000', resolvedAt: NOON })
  await recordIncident(db, { id: 'draft0000000', publication: 'draft' })
  const say = (id: string, fields = {}) =>
    insertAnnouncement(db, {
      id,
      kind: 'outage',
      title: both(id),
      body: both(id),
      helpTopics: ['outage'],
      componentIds: ['payment'],
      publishedAt: NOON - HOUR,
      effectiveAt: NOON - HOUR,
      ...fields,
    })
  await say('of-published', { incidentId: 'published000' })
  await say('of-draft', { incidentId: 'draft0000000', publishedAt: NOON - 2 * HOUR })
  await say('expired', { expiresAt: NOON })
  await say('not-yet', { effectiveAt: NOON + 1 })
  const { announcements } = await builderFor(db).build(NOON)
  t.strictSame(
    announcements.map(({ id, incidentId }) => [id, incidentId]),
    [
      ['of-published', 'published000'],
      ['of-draft', undefined],
    ],
  )
})

t.test('a component nothing happened to is the same object in the next snapshot', async (t) => {
  const { db } = await openTestStore(t)
  await recordState(db, { componentId: 'payment', to: 'operational', at: NOON - HOUR })
  await insertObservations(db, [{ probeId: 'p', place: 'here', at: NOON, outcome: 'ok' }])
  const builder = builderFor(db)
  const first = await builder.build(NOON + 1_000)
  await recordState(db, { componentId: 'transfer-in', to: 'degraded', at: NOON + 1_500 })
  const second = await builder.build(NOON + 2_000)
  t.equal(first.dataAt, NOON)
  t.equal(second.groups[0]?.components[0], first.groups[0]?.components[0])
  t.not(second.groups[1]?.components[1], first.groups[1]?.components[1])
})

t.test('when recording has given no sign of life for minutes, nothing is shown green', async (t) => {
  const { db } = await openTestStore(t)
  for (const { id } of smallWallet.components)
    await recordState(db, { componentId: id, to: 'operational', at: NOON - HOUR })
  await recordIncident(db, { id: 'published000' })
  await writeSetting(db, 'pulse_at', String(NOON))
  const builder = builderFor(db)
  t.equal((await builder.build(NOON + 3 * MINUTE)).verdict.level, 'all_clear')
  for (const now of [NOON + 3 * MINUTE + 1, NOON + 3 * HOUR, NOON - HOUR]) {
    const { verdict, tasks, groups, incidents } = await builder.build(now)
    t.equal(verdict.level, 'blind')
    t.notMatch(JSON.stringify({ tasks, groups }), /"state":"operational"/)
    t.equal(incidents.length, 1, 'what people wrote still stands')
  }
  await writeSetting(db, 'pulse_at', String(NOON + 3 * HOUR))
  t.equal((await builder.build(NOON + 3 * HOUR)).verdict.level, 'all_clear')
})

t.test('a page is of one moment: no incident is on it that its states know nothing of', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  for (const { id } of smallWallet.components)
    await recordState(store.db, { componentId: id, to: 'operational', at: NOON - HOUR })
  const other = await openStore({ file })
  t.teardown(() => other.close())
  let written = false
  const db = store.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      // Somebody else writes when the states have been read and the incidents have not.
      if (!written && result.rows.some((row) => 'since_at' in row)) {
        written = true
        await recordState(other.db, { componentId: 'payment', to: 'major_outage', at: NOON })
        await recordIncident(other.db, { id: 'published000' })
      }
      return result
    },
  })
  const { verdict, incidents } = await builderFor(db).build(NOON)
  t.match({ verdict, incidents }, { verdict: { level: 'all_clear' }, incidents: [] })
  t.equal(incidents.length, 0)
  const next = await builderFor(store.db).build(NOON)
  t.not(next.verdict.level, 'all_clear')
  t.equal(next.incidents.length, 1)
})

t.test('a page can be built while another process holds the write lock', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  await recordState(store.db, { componentId: 'payment', to: 'operational', at: NOON - HOUR })
  const other = new Database(file)
  t.teardown(() => other.close())
  other.exec('begin immediate')
  t.equal((await builderFor(store.db).build(NOON)).tasks[0]?.state, 'operational')
})
