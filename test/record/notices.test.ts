import { sql } from 'kysely'
import t, { type Test } from 'tap'

import type { Phase } from '../../src/domain/incident.ts'
import { announce, withdrawAnnouncement } from '../../src/record/operators/announce.ts'
import { openIncident } from '../../src/record/operators/open-incident.ts'
import { cancelMaintenance, planMaintenance } from '../../src/record/operators/plan-maintenance.ts'
import { updateIncident } from '../../src/record/operators/update-incident.ts'
import { momentOf } from '../../src/record/notices/note-incident.ts'
import { notePlannedWork } from '../../src/record/notices/note-maintenance.ts'
import type { Db } from '../../src/store/open.ts'
import { insertDelivery } from '../../src/store/notices/deliveries.ts'
import { walkingNotices } from '../../src/store/notices/notices.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { openTestStore } from '../support/store.ts'
import { HOUR, MINUTE, TEN, WALLET } from './story.ts'
import { moneyInput, text } from './words.ts'

const DAY = 24 * HOUR

const deskOf = async (t: Test) => ({ db: (await openTestStore(t)).db, wallet: WALLET })

async function moments(db: Db): Promise<string[]> {
  return (await walkingNotices(db, { limit: 99 })).map(({ news }) => `${news.subject} ${news.moment}`)
}

const work = (more: Readonly<Record<string, unknown>> = {}) => ({
  title: text('Work on bills'),
  body: text('Bills rest.'),
  components: ['bills'],
  startsAt: '2026-03-23 01:00',
  endsAt: '2026-03-23 03:00',
  ...more,
})

const STARTS = Date.parse('2026-03-23T01:00:00+08:00')

t.test('what an update means depends on the one before it', async (t) => {
  const cases: readonly (readonly [Phase, readonly Phase[], string])[] = [
    ['investigating', [], 'opened'],
    ['identified', [], 'opened'],
    ['resolved', [], 'resolved'],
    ['investigating', ['investigating'], 'updated'],
    ['identified', ['investigating'], 'updated'],
    ['investigating', ['monitoring', 'investigating'], 'reopened'],
    ['investigating', ['resolved'], 'reopened'],
    ['monitoring', ['identified'], 'recovering'],
    ['monitoring', ['monitoring'], 'updated'],
    ['reconciling', ['monitoring'], 'reconciling'],
    ['reconciling', ['reconciling'], 'updated'],
    ['resolved', ['reconciling'], 'resolved'],
    ['postmortem', ['resolved'], 'updated'],
  ]
  for (const [phase, before, moment] of cases)
    t.equal(momentOf(phase, before), moment, `${phase} after ${before.join()}`)
})

t.test('a person’s words are told as they are written, without the approver’s name', async (t) => {
  const desk = await deskOf(t)
  const input = moneyInput({
    answers: {
      scope: text('Payment.'),
      doNow: [text('Wait.')],
      nextUpdateAt: '2026-03-14 10:30',
      money: {
        balanceSafe: 'yes',
        approvedBy: 'SECRET NAME',
        pendingRule: text('Returned.'),
        duplicates: text('Too.'),
      },
    },
  })
  const { incident } = await openIncident(desk, input, TEN)
  await updateIncident(
    desk,
    { id: incident.id, input: { phase: 'identified', body: text('Found.') } },
    TEN + MINUTE,
  )
  t.strictSame(await moments(desk.db), ['incident opened', 'incident updated'])
  const notices = await walkingNotices(desk.db, { limit: 9 })
  t.notMatch(JSON.stringify(notices), /SECRET NAME/)
  t.match(notices[0]?.news, {
    subjectId: incident.id,
    body: { en: 'Since ten, bills do not open.' },
    money: true,
  })
})

t.test('a word says which components are new in it, also a person’s', async (t) => {
  const desk = await deskOf(t)
  const { incident } = await openIncident(desk, moneyInput(), TEN)
  const update = (input: object, now: number) => updateIncident(desk, { id: incident.id, input }, now)
  await update({ components: [{ id: 'sms', state: 'degraded' }], body: text('Texts, too.') }, TEN + MINUTE)
  await update({ body: text('Still.') }, TEN + 2 * MINUTE)
  const notices = await walkingNotices(desk.db, { limit: 9 })
  t.strictSame(
    notices.map(({ news }) => ('joined' in news ? news.joined : undefined)),
    [undefined, ['sms'], undefined],
  )
})

t.test('where the word of it cannot be stored, nothing of what it tells is', async (t) => {
  const desk = await deskOf(t)
  const { incident } = await openIncident(desk, moneyInput(), TEN)
  const held = async () =>
    Promise.all(
      (['incidents', 'incident_updates', 'announcements', 'maintenances'] as const).map((table) =>
        desk.db.selectFrom(table).selectAll().execute(),
      ),
    )
  const before = await held()
  await sql`create trigger full before insert on notices begin select raise(abort, 'no room'); end`.execute(
    desk.db,
  )
  const update = { id: incident.id, input: { phase: 'identified', body: text('Found.') } }
  await t.rejects(updateIncident(desk, update, TEN + MINUTE))
  await t.rejects(openIncident(desk, moneyInput({ title: text('Another') }), TEN + MINUTE))
  await t.rejects(
    announce(desk, { kind: 'rules', title: text('Limits'), body: text('Higher.') }, TEN + MINUTE),
  )
  await t.rejects(planMaintenance(desk, work(), TEN + MINUTE))
  t.strictSame(await held(), before)
})

t.test('what is refused is told to nobody', async (t) => {
  const desk = await deskOf(t)
  await t.rejects(openIncident(desk, moneyInput({ components: [{ id: 'nothing', state: 'degraded' }] }), TEN))
  await t.rejects(announce(desk, { kind: 'rules' }, TEN))
  t.strictSame(await moments(desk.db), [])
})

t.test(
  'planned work is told when it is announced, a day before, when it begins and when it ends',
  async (t) => {
    const desk = await deskOf(t)
    await planMaintenance(desk, work(), TEN)
    t.strictSame(await moments(desk.db), ['maintenance announced'])
    for (const now of [STARTS - DAY - 1, STARTS - DAY, STARTS - DAY + HOUR, STARTS, STARTS + MINUTE])
      await notePlannedWork(desk.db, now)
    await notePlannedWork(desk.db, STARTS + 2 * HOUR)
    await notePlannedWork(desk.db, STARTS + 2 * HOUR + MINUTE)
    t.strictSame(await moments(desk.db), [
      'maintenance announced',
      'maintenance day_before',
      'maintenance started',
      'maintenance ended',
    ])
  },
)

t.test('who was told within a day and a half is not reminded', async (t) => {
  const desk = await deskOf(t)
  await planMaintenance(desk, work(), STARTS - 30 * HOUR)
  await notePlannedWork(desk.db, STARTS - 23 * HOUR)
  t.strictSame(await moments(desk.db), ['maintenance announced'])
})

t.test(
  'after a stop of our own only the last of what has passed is told, and nothing that is long over',
  async (t) => {
    const desk = await deskOf(t)
    await planMaintenance(desk, work(), TEN)
    await notePlannedWork(desk.db, STARTS + 2 * HOUR + 30 * MINUTE)
    t.strictSame(await moments(desk.db), ['maintenance announced', 'maintenance ended'])
    await planMaintenance(desk, work({ startsAt: '2026-03-24 01:00', endsAt: '2026-03-24 03:00' }), TEN)
    await notePlannedWork(desk.db, STARTS + DAY + 5 * HOUR)
    t.strictSame((await moments(desk.db)).length, 3)
  },
)

t.test('work that was called off is told once and then no more', async (t) => {
  const desk = await deskOf(t)
  const { maintenance } = await planMaintenance(desk, work(), TEN)
  await cancelMaintenance(desk, { id: maintenance.id }, TEN + HOUR)
  await notePlannedWork(desk.db, STARTS)
  t.strictSame(await moments(desk.db), ['maintenance announced', 'maintenance cancelled'])
})

t.test('work that is ended early has ended for whoever hears of it, and was not called off', async (t) => {
  const desk = await deskOf(t)
  const { maintenance } = await planMaintenance(desk, work(), TEN)
  await notePlannedWork(desk.db, STARTS)
  await cancelMaintenance(desk, { id: maintenance.id }, STARTS + MINUTE)
  await notePlannedWork(desk.db, STARTS + 2 * HOUR)
  t.strictSame((await moments(desk.db)).slice(1), ['maintenance started', 'maintenance ended'])
  const { news } = (await walkingNotices(desk.db, { limit: 9 })).at(-1) ?? {}
  t.match(news, { startsAt: STARTS, endsAt: STARTS + MINUTE })
})

t.test('an announcement that is withdrawn is told to nobody who was not told before', async (t) => {
  const desk = await deskOf(t)
  const { num: subscriberNum } = await addSubscriber(desk.db, 'asleep')
  const input = { kind: 'rules', title: text('Rules'), body: text('New rules.') }
  const { id } = await announce(desk, input, TEN)
  const [notice] = await walkingNotices(desk.db, { limit: 1 })
  const noticeNum = notice?.num ?? 0
  await insertDelivery(desk.db, { noticeNum, subscriberNum, transport: 'email', now: TEN })
  await withdrawAnnouncement(desk, { id }, TEN + MINUTE)
  t.match(await desk.db.selectFrom('deliveries').select('status').execute(), [{ status: 'needless' }])
  t.strictSame(await walkingNotices(desk.db, { limit: 1 }), [])
})
