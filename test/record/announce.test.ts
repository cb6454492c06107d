import t, { type Test } from 'tap'

import { announce, withdrawAnnouncement } from '../../src/record/operators/announce.ts'
import { openIncident } from '../../src/record/operators/open-incident.ts'
import { cancelMaintenance, planMaintenance } from '../../src/record/operators/plan-maintenance.ts'
import { announcementById, announcementsInForce } from '../../src/store/announcements.ts'
import { maintenanceById } from '../../src/store/maintenances.ts'
import { openTestStore } from '../support/store.ts'
import { HOUR, TEN, WALLET } from './story.ts'
import { openInput, text } from './words.ts'

const deskOf = async (t: Test) => ({ db: (await openTestStore(t)).db, wallet: WALLET })

const work = (more: Readonly<Record<string, unknown>> = {}) => ({
  title: text('Work on bills'),
  body: text('Bills rest.'),
  components: ['bills'],
  startsAt: '2026-03-23 01:00',
  endsAt: '2026-03-23 03:00',
  ...more,
})

t.test('an announcement is in force from its time to its end and names its help topics', async (t) => {
  const desk = await deskOf(t)
  const { incident } = await openIncident(desk, openInput(), TEN)
  const input = {
    kind: 'outage',
    title: text('Bills'),
    body: text('**Bills** rest.'),
    helpTopics: ['outage'],
    components: ['bills'],
    incidentId: incident.id,
    effectiveAt: '2026-03-14T11:00:00+08:00',
    expiresAt: '2026-03-14 12:00',
  }
  const { id } = await announce(desk, input, TEN)
  t.strictSame(await announcementsInForce(desk.db, TEN), [])
  t.match(await announcementsInForce(desk.db, TEN + HOUR), [
    { id, helpTopics: ['outage'], incidentId: incident.id },
  ])
  t.strictSame(await announcementsInForce(desk.db, TEN + 2 * HOUR), [])
})

t.test('an announcement that is withdrawn holds no longer, and is withdrawn once', async (t) => {
  const desk = await deskOf(t)
  const input = { kind: 'rules', title: text('Rules'), body: text('New rules.') }
  const { id } = await announce(desk, input, TEN)
  t.match(await announcementsInForce(desk.db, TEN + HOUR), [{ id }])
  t.match(await withdrawAnnouncement(desk, { id }, TEN + HOUR), { id, expiresAt: TEN + HOUR })
  t.strictSame(await announcementsInForce(desk.db, TEN + HOUR), [])
  t.match(await announcementById(desk.db, id), { title: text('Rules'), expiresAt: TEN + HOUR })
  await t.rejects(withdrawAnnouncement(desk, { id }, TEN + 2 * HOUR), /is no longer in force/)
  await t.rejects(withdrawAnnouncement(desk, { id: 'nothing' }, TEN), /there is no announcement "nothing"/)
})

t.test('an announcement for later that is withdrawn before never comes into force', async (t) => {
  const desk = await deskOf(t)
  const effectiveAt = '2026-03-14 12:00'
  const input = { kind: 'rules', title: text('Rules'), body: text('New rules.'), effectiveAt }
  const { id } = await announce(desk, input, TEN)
  t.match(await withdrawAnnouncement(desk, { id }, TEN + HOUR), { effectiveAt: TEN + HOUR })
  t.strictSame(await announcementsInForce(desk.db, TEN + 3 * HOUR), [])
})

t.test('an announcement that cannot hold is refused with everything that is wrong', async (t) => {
  const desk = await deskOf(t)
  const input = {
    kind: 'rules',
    title: text('Rules'),
    body: text('New rules.'),
    components: ['bills', 'nothing'],
    incidentId: 'nobody',
    expiresAt: '2026-03-13 12:00',
  }
  await t.rejects(announce(desk, input, TEN), {
    name: 'RecordError',
    problems: [{ path: 'components[1]' }, { path: 'expiresAt' }, { path: 'incidentId' }],
  })
})

t.test('work planned six working days ahead is planned without a word', async (t) => {
  const desk = await deskOf(t)
  // 14 March 2026 is a Saturday; the Monday of the week after next is the sixth working day.
  const { maintenance, warnings } = await planMaintenance(desk, work(), TEN)
  t.strictSame(warnings, [])
  t.match(await maintenanceById(desk.db, maintenance.id), {
    startsAt: Date.parse('2026-03-23T01:00:00+08:00'),
    endsAt: Date.parse('2026-03-23T03:00:00+08:00'),
    announcedAt: TEN,
    sequence: 0,
  })
})

t.test('short notice and overlapping work are allowed with a warning', async (t) => {
  const desk = await deskOf(t)
  const soon = { startsAt: '2026-03-18 01:00', endsAt: '2026-03-18 03:00' }
  const { warnings } = await planMaintenance(desk, work(soon), TEN)
  t.match(warnings, [/3 working days ahead/])
  t.match((await planMaintenance(desk, work(soon), TEN)).warnings, [
    /same components at the same time/,
    /3 working/,
  ])
})

t.test('work that ends before it starts, or is over, is refused', async (t) => {
  const desk = await deskOf(t)
  const wrong = work({ startsAt: '2026-03-10 03:00', endsAt: '2026-03-10 01:00', components: ['nothing'] })
  await t.rejects(planMaintenance(desk, wrong, TEN), {
    name: 'RecordError',
    problems: [
      { path: 'components[0]' },
      { path: 'endsAt' },
      { path: 'endsAt', message: /past/ },
      { path: 'startsAt', message: /past/ },
    ],
  })
  await t.rejects(planMaintenance(desk, work({ startsAt: '2026-02-30 03:00' }), TEN), {
    name: 'RecordError',
    problems: [{ path: 'startsAt' }],
  })
})

t.test('work that is said to have begun a while ago is refused, a moment ago is taken', async (t) => {
  const desk = await deskOf(t)
  const since = (startsAt: string) => work({ startsAt, endsAt: '2026-03-14 12:00' })
  await t.rejects(planMaintenance(desk, since('2026-03-14 09:50'), TEN), {
    name: 'RecordError',
    problems: [{ path: 'startsAt', message: /lies in the past.*open an incident/ }],
  })
  const { maintenance } = await planMaintenance(desk, since('2026-03-14 09:58'), TEN)
  t.equal(maintenance.announcedAt, TEN)
})

t.test('work is called off once, and calendars can tell', async (t) => {
  const desk = await deskOf(t)
  const { maintenance } = await planMaintenance(desk, work(), TEN)
  t.match(await cancelMaintenance(desk, { id: maintenance.id }, TEN + HOUR), {
    cancelledAt: TEN + HOUR,
    sequence: 1,
  })
  await t.rejects(cancelMaintenance(desk, { id: maintenance.id }, TEN), /is cancelled already/)
  await t.rejects(cancelMaintenance(desk, { id: 'nothing' }, TEN), /there is no maintenance/)
})
