import Database from 'better-sqlite3'
import t from 'tap'

import { announcementById, announcements, insertAnnouncement } from '../../src/store/announcements.ts'
import { appendChange, changesBetween } from '../../src/store/changes.ts'
import { addIncidentUpdate, insertIncident, openIncidents } from '../../src/store/incidents/incidents.ts'
import { insertMaintenance, maintenancesBetween } from '../../src/store/maintenances.ts'
import { openStore } from '../../src/store/open.ts'
import { componentStates, saveComponentState } from '../../src/store/states.ts'
import { keepLog } from '../support/log-lines.ts'
import { openTestStoreFile } from '../support/store.ts'

const ALWAYS = { fromAt: 0, toAt: Number.MAX_SAFE_INTEGER }
const WORDS = { 'zh-CN': '话', en: 'Words' }
const ERROR = 50

const announcement = (id: string) => ({
  id,
  kind: 'security' as const,
  title: WORDS,
  body: WORDS,
  helpTopics: [],
  componentIds: [],
  publishedAt: 1,
  effectiveAt: 1,
})
const incident = (id: string) => ({
  id,
  title: WORDS,
  phase: 'investigating' as const,
  impact: 'minor' as const,
  origin: 'operator' as const,
  publication: 'published' as const,
  startedAt: 1,
  money: false,
  answers: {},
})
const maintenance = (id: string) => ({
  id,
  title: WORDS,
  body: WORDS,
  notAffected: [],
  delayed: [],
  mayFail: [],
  componentIds: [],
  startsAt: 1,
  endsAt: 2,
  announcedAt: 1,
  sequence: 0,
  updates: [],
})
const change = (at: number) => ({
  componentId: 'pay',
  from: 'operational' as const,
  to: 'major_outage' as const,
  at,
  recordedAt: at,
  reason: { code: 'consecutive_failures' as const },
})

t.test('a row with broken JSON is left out, and all others are shown', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  const { db } = store
  const raw = new Database(file)
  t.teardown(() => raw.close())
  for (const id of ['good', 'bad']) {
    await insertAnnouncement(db, announcement(id))
    await insertIncident(db, incident(id))
    await insertMaintenance(db, maintenance(id))
    const update = { incidentId: 'good', phase: 'investigating', body: WORDS, at: 1 } as const
    await addIncidentUpdate(db, { ...update, id, author: 'operator' })
  }
  raw.exec(`
    update announcements set component_ids_json = '["pay"' where id = 'bad';
    update incidents set answers_json = '' where id = 'bad';
    update incident_updates set body_json = '{' where id = 'bad';
    update maintenances set title_json = 'null' where id = 'bad'`)

  t.strictSame(
    (await announcements(db, { limit: 9 })).map(({ id }) => id),
    ['good'],
  )
  t.equal(await announcementById(db, 'bad'), undefined)
  t.match(await openIncidents(db), [{ id: 'good', updates: [{ id: 'good' }] }])
  t.equal((await openIncidents(db))[0]?.updates.length, 1)
  t.strictSame(
    (await maintenancesBetween(db, ALWAYS)).map(({ id }) => id),
    ['good'],
  )
})

t.test('a reason that cannot be read takes neither the change with it nor the state', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  const { db } = store
  await appendChange(db, change(1))
  await saveComponentState(db, {
    componentId: 'pay',
    state: 'major_outage',
    sinceAt: 1,
    reason: { code: 'flapping' },
  })
  const raw = new Database(file)
  t.teardown(() => raw.close())
  raw.exec(`update changes set reason_json = '{'; update component_states set reason_json = '[1'`)
  t.match(await changesBetween(db, ALWAYS), [{ to: 'major_outage', at: 1, reason: { code: 'unrecorded' } }])
  t.match((await componentStates(db)).get('pay'), { state: 'major_outage', reason: { code: 'unrecorded' } })
})

t.test('it is logged once for each row as an error that names table and row', async (t) => {
  const { store, file } = await openTestStoreFile(t)
  await insertAnnouncement(store.db, announcement('one'))
  await insertAnnouncement(store.db, announcement('two'))
  await appendChange(store.db, change(1))
  const raw = new Database(file)
  t.teardown(() => raw.close())
  raw.exec(`update announcements set body_json = 'x', title_json = 'x'; update changes set reason_json = ''`)
  const kept = keepLog()
  const logged = await openStore({ file, log: kept.log })
  t.teardown(() => logged.close())
  for (let time = 0; time < 3; time += 1) {
    t.strictSame(await announcements(logged.db, { limit: 9 }), [])
    await announcementById(logged.db, 'one')
    await changesBetween(logged.db, ALWAYS)
  }
  t.match(kept.lines, [
    { level: ERROR, table: 'announcements', id: 'one', column: 'title_json' },
    { level: ERROR, table: 'announcements', id: 'two', column: 'title_json' },
    { level: ERROR, table: 'changes', id: 1, column: 'reason_json' },
  ])
  t.equal(kept.lines.length, 3)
})
