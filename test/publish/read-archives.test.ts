import t from 'tap'

import type { Announcement } from '../../src/domain/announcement.ts'
import { monthNamed } from '../../src/publish/snapshot/calendar.ts'
import { createAnnouncementReader } from '../../src/publish/readers/read-announcement.ts'
import { createHistoryReader } from '../../src/publish/readers/read-history.ts'
import { insertAnnouncement } from '../../src/store/announcements.ts'
import { addIncidentComponent } from '../../src/store/incidents/incidents.ts'
import { insertMaintenance } from '../../src/store/maintenances.ts'
import type { Db } from '../../src/store/open.ts'
import { openTestStore } from '../support/store.ts'
import { recordIncident } from './record-state.ts'
import { both, DAY, HOUR, NOON, smallWallet, ZONE } from './small-wallet.ts'

const month = (name: string) => {
  const found = monthNamed(name, ZONE)
  if (found === undefined) throw new Error(`${name} is no month.`)
  return found
}

const plan = (db: Db, id: string, startsAt: number) =>
  insertMaintenance(db, {
    id,
    title: both(id),
    body: both(id),
    notAffected: [],
    delayed: [],
    mayFail: [],
    componentIds: ['debit-card'],
    startsAt,
    endsAt: startsAt + HOUR,
    announcedAt: startsAt - DAY,
    sequence: 0,
    updates: [],
  })

t.test('a month holds what began in it, newest first, and the work planned in it', async (t) => {
  const { db } = await openTestStore(t)
  const { fromAt, toAt } = month('2026-03')
  await recordIncident(db, { id: 'february0000', startedAt: fromAt - 1 })
  await recordIncident(db, {
    id: 'first0000000',
    startedAt: fromAt,
    phase: 'resolved',
    resolvedAt: fromAt + 1,
  })
  await recordIncident(db, { id: 'last00000000', startedAt: toAt - 1, impact: 'critical' })
  await recordIncident(db, { id: 'april0000000', startedAt: toAt })
  await recordIncident(db, { id: 'draft0000000', startedAt: NOON, publication: 'draft' })
  await plan(db, 'in-march', NOON)
  await plan(db, 'in-may', NOON + 60 * DAY)
  const read = createHistoryReader({ db, wallet: smallWallet })
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)
  const march = await read({ month: month('2026-03') }, NOON)
  t.strictSame(ids(march.incidents), ['last00000000', 'first0000000'])
  t.strictSame(ids(march.maintenances), ['in-march'])
  const critical = await read({ month: month('2026-03'), impact: 'critical' }, NOON)
  t.strictSame(ids(critical.incidents), ['last00000000'])
  t.strictSame(ids(critical.maintenances), [])
})

t.test('a month can be read for some components only', async (t) => {
  const { db } = await openTestStore(t)
  const affected = { joinedAt: NOON, worst: 'degraded' } as const
  await recordIncident(db, { id: 'ofpayment000' })
  await addIncidentComponent(db, { incidentId: 'ofpayment000', componentId: 'payment', ...affected })
  await recordIncident(db, { id: 'ofcard000000' })
  await addIncidentComponent(db, { incidentId: 'ofcard000000', componentId: 'debit-card', ...affected })
  await plan(db, 'on-card', NOON)
  const read = createHistoryReader({ db, wallet: smallWallet })
  const found = await read({ month: month('2026-03'), componentIds: ['debit-card', 'transfer-in'] }, NOON)
  t.match(found, { incidents: [{ id: 'ofcard000000' }], maintenances: [{ id: 'on-card' }] })
  t.equal(found.incidents.length, 1)
  const none = await read({ month: month('2026-03'), componentIds: ['payment'] }, NOON)
  t.strictSame(none.maintenances, [])
})

const say = (db: Db, number: number, fields: Partial<Announcement> = {}) =>
  insertAnnouncement(db, {
    id: `a${number}`,
    kind: 'rules',
    title: both('Rules'),
    body: both('change'),
    helpTopics: [],
    componentIds: [],
    publishedAt: NOON - number * HOUR,
    effectiveAt: NOON - number * HOUR,
    ...fields,
  })

t.test('the archive is read page by page until its end, every announcement once', async (t) => {
  const { db } = await openTestStore(t)
  for (let number = 1; number <= 45; number += 1) await say(db, number)
  const { archive } = createAnnouncementReader({ db, wallet: smallWallet })
  const read: string[] = []
  let older: { beforeAt?: number } | undefined = {}
  while (older !== undefined) {
    const page = await archive(older, NOON)
    if (page === undefined) break
    read.push(...page.announcements.map(({ id }) => id))
    older = page.olderBeforeAt === undefined ? undefined : { beforeAt: page.olderBeforeAt }
  }
  t.strictSame(
    read,
    Array.from({ length: 45 }, (_, n) => `a${n + 1}`),
  )
})

t.test('one kind is found however many of another lie between', async (t) => {
  const { db } = await openTestStore(t)
  for (let number = 1; number <= 60; number += 1) await say(db, number)
  await say(db, 61, { kind: 'security' })
  const { archive } = createAnnouncementReader({ db, wallet: smallWallet })
  const found = await archive({ kind: 'security' }, NOON)
  t.strictSame(
    found?.announcements.map(({ id }) => id),
    ['a61'],
  )
  t.equal(found?.olderBeforeAt, undefined)
})

t.test('what is to be published later is not there yet', async (t) => {
  const { db } = await openTestStore(t)
  await say(db, -1)
  const reader = createAnnouncementReader({ db, wallet: smallWallet })
  t.equal(await reader.one('a-1', NOON), undefined)
  t.strictSame((await reader.archive({}, NOON))?.announcements, [])
  t.equal((await reader.one('a-1', NOON + HOUR))?.id, 'a-1')
})

t.test('the archive is read on only from where something was published', async (t) => {
  const { db } = await openTestStore(t)
  await say(db, 1)
  await say(db, -1)
  const { archive } = createAnnouncementReader({ db, wallet: smallWallet })
  t.strictSame(await archive({ beforeAt: NOON - HOUR }, NOON), { announcements: [] })
  for (const beforeAt of [0, NOON - HOUR - 1, NOON - HOUR + 1, NOON + HOUR, NOON + 2 * HOUR]) {
    t.equal(await archive({ beforeAt }, NOON), undefined, String(beforeAt - NOON))
  }
})
