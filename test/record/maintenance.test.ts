import t from 'tap'

import type { Maintenance } from '../../src/domain/maintenance.ts'
import { addMaintenanceUpdate, insertMaintenance, replaceMaintenance } from '../../src/store/maintenances.ts'
import { openTestStore } from '../support/store.ts'
import { begin, pathOf, MINUTE, TEN } from './story.ts'

const planned = (more: Partial<Maintenance> = {}): Maintenance => ({
  id: 'work',
  title: { 'zh-CN': '维护', en: 'Work' },
  body: { 'zh-CN': '维护', en: 'Work' },
  notAffected: [],
  delayed: [],
  mayFail: [],
  componentIds: ['bills'],
  startsAt: TEN + 5 * MINUTE,
  endsAt: TEN + 15 * MINUTE,
  announcedAt: TEN,
  sequence: 0,
  updates: [],
  ...more,
})

t.test('planned work is shown from beginning to end, and what fails in it is no incident', async (t) => {
  const story = await begin(t)
  await insertMaintenance(story.db, planned())
  await story.look(6 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  await story.look(10 * MINUTE)
  t.strictSame(pathOf(await story.changes('bills')), [
    'operational 10:00:00',
    'maintenance 10:05:00',
    'operational 10:15:00',
  ])
  t.strictSame(await story.incidents(), [])
})

t.test('what is still out when the work ends is an outage since that end', async (t) => {
  const story = await begin(t)
  await insertMaintenance(story.db, planned())
  await story.look(6 * MINUTE)
  await story.look(14 * MINUTE, { bills: 'tech_fail' })
  t.strictSame(pathOf(await story.changes('bills')).at(-1), 'major_outage 10:15:00')
  t.equal((await story.published()).length, 1)
})

t.test('work on one component never hides the outage of another', async (t) => {
  const story = await begin(t)
  await insertMaintenance(story.db, planned())
  await story.look(6 * MINUTE)
  await story.look(5 * MINUTE, { sms: 'tech_fail' })
  t.equal((await story.changes('sms')).at(-1)?.to, 'major_outage')
  t.match((await story.published())[0]?.components, [{ componentId: 'sms' }])
})

t.test('work on a channel is work on its banks', async (t) => {
  const story = await begin(t)
  await insertMaintenance(story.db, planned({ componentIds: ['debit'] }))
  await story.look(7 * MINUTE)
  t.equal((await story.changes('bank-3')).at(-1)?.to, 'maintenance')
  t.equal((await story.changes('debit')).at(-1)?.to, 'maintenance')
  await story.look(10 * MINUTE)
  t.strictSame(pathOf(await story.changes('debit')).at(-1), 'operational 10:15:00')
})

t.test('work that is called off ends at once', async (t) => {
  const story = await begin(t)
  await insertMaintenance(story.db, planned())
  await story.look(6 * MINUTE)
  await replaceMaintenance(story.db, planned({ cancelledAt: story.now() }))
  await story.look(MINUTE)
  t.match((await story.changes('bills')).at(-1), { to: 'operational', reason: { code: 'maintenance_ended' } })
})

t.test('work that ended while we were down ended when it was planned to', async (t) => {
  const store = await openTestStore(t)
  const before = await begin(t, { store })
  await insertMaintenance(store.db, planned({ endsAt: TEN + 6 * MINUTE + 40_000 }))
  await before.look(6 * MINUTE)
  const after = await begin(t, { store, from: TEN + 7 * MINUTE })
  await after.look(MINUTE)
  t.strictSame(pathOf(await after.changes('bills')).slice(-2), [
    'maintenance 10:05:00',
    'operational 10:06:40',
  ])
})

t.test('work announced after it began hides nothing of the outage before it was announced', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await story.look(6 * MINUTE, { bills: 'tech_fail' })
  await insertMaintenance(story.db, planned({ startsAt: TEN, announcedAt: story.now() }))
  await story.look(MINUTE, { bills: 'tech_fail' })
  const path = pathOf(await story.changes('bills'))
  t.match(path.slice(-2), [/^major_outage 10:0/, 'maintenance 10:11:00'])
})

t.test('work follows its plan when that changes, out and in', async (t) => {
  const story = await begin(t)
  await insertMaintenance(story.db, planned())
  await story.look(6 * MINUTE)
  await replaceMaintenance(story.db, planned({ endsAt: TEN + 20 * MINUTE }))
  await story.look(12 * MINUTE, { bills: 'tech_fail' })
  t.strictSame(await story.incidents(), [], 'still work at 10:18')
  await replaceMaintenance(story.db, planned({ endsAt: TEN + 19 * MINUTE }))
  await story.look(3 * MINUTE)
  t.strictSame(pathOf(await story.changes('bills')), [
    'operational 10:00:00',
    'maintenance 10:05:00',
    'operational 10:19:00',
  ])
})

t.test('work that is brought to a component hides nothing of its outage before', async (t) => {
  const story = await begin(t)
  const before = planned({ componentIds: ['sms'] })
  await insertMaintenance(story.db, before)
  await story.look(5 * MINUTE)
  await story.look(6 * MINUTE, { bills: 'tech_fail' })
  await addMaintenanceUpdate(story.db, { id: 'work', update: { at: story.now(), before } })
  await replaceMaintenance(story.db, planned({ componentIds: ['sms', 'bills'], sequence: 1 }))
  await story.look(MINUTE, { bills: 'tech_fail' })
  t.match(pathOf(await story.changes('bills')).slice(-2), [/^major_outage 10:0/, 'maintenance 10:11:00'])
  t.strictSame(pathOf(await story.changes('sms')).at(-1), 'maintenance 10:05:00')
})

t.test('a component that work leaves behind works again at once', async (t) => {
  const story = await begin(t)
  await insertMaintenance(story.db, planned({ componentIds: ['sms', 'bills'] }))
  await story.look(6 * MINUTE)
  await replaceMaintenance(story.db, planned({ componentIds: ['sms'] }))
  await story.look(MINUTE)
  t.match((await story.changes('bills')).at(-1), { to: 'operational', reason: { code: 'maintenance_ended' } })
})
