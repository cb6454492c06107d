import t from 'tap'

import type { Announcement } from '../../src/domain/announcement.ts'
import type { Maintenance } from '../../src/domain/maintenance.ts'
import {
  announcementById,
  announcements,
  announcementsInForce,
  insertAnnouncement,
} from '../../src/store/announcements.ts'
import {
  insertMaintenance,
  maintenanceById,
  maintenancesAhead,
  maintenancesBetween,
  replaceMaintenance,
} from '../../src/store/maintenances.ts'
import { openTestStore } from '../support/store.ts'

const work: Maintenance = {
  id: 'm',
  title: { 'zh-CN': '系统升级', en: 'Upgrade' },
  body: { en: 'We **upgrade**.' },
  notAffected: [{ en: 'Payments' }],
  delayed: [],
  mayFail: [{ en: 'Top-up' }, { 'zh-CN': '转账' }],
  componentIds: ['top-up', 'transfer'],
  startsAt: 100,
  endsAt: 200,
  announcedAt: 10,
  sequence: 0,
  updates: [],
}

const word: Announcement = {
  id: 'a',
  kind: 'security',
  title: { en: 'Beware' },
  body: { 'zh-CN': '谨防诈骗', en: 'Of scams' },
  helpTopics: ['outage', 'lost'],
  componentIds: [],
  publishedAt: 10,
  effectiveAt: 20,
}

t.test('a maintenance comes back as it went in, and changed as it was changed', async (t) => {
  const { db } = await openTestStore(t)
  await insertMaintenance(db, work)
  t.strictSame(await maintenanceById(db, 'm'), work)
  const moved = { ...work, startsAt: 300, endsAt: 400, sequence: 1, cancelledAt: 50 }
  await replaceMaintenance(db, moved)
  t.strictSame(await maintenanceById(db, 'm'), moved)
  await replaceMaintenance(db, work)
  t.strictSame(await maintenanceById(db, 'm'), work)
  t.equal(await maintenanceById(db, 'nobody'), undefined)
})

t.test('a stretch of time finds the maintenances that overlap it, cancelled ones too', async (t) => {
  const { db } = await openTestStore(t)
  const plan = async (id: string, startsAt: number, endsAt: number, cancelledAt?: number) =>
    insertMaintenance(db, {
      ...work,
      id,
      startsAt,
      endsAt,
      ...(cancelledAt !== undefined && { cancelledAt }),
    })
  await plan('before', 0, 100)
  await plan('after', 200, 300)
  await plan('around', 50, 250, 20)
  await plan('last', 199, 300)
  const found = await maintenancesBetween(db, { fromAt: 100, toAt: 200 })
  t.strictSame(
    found.map(({ id }) => id),
    ['around', 'last'],
  )
})

t.test('what lies ahead is what is not over and not called off, the earliest first', async (t) => {
  const { db } = await openTestStore(t)
  await insertMaintenance(db, { ...work, id: 'next-year', startsAt: 90_000, endsAt: 99_000 })
  await insertMaintenance(db, { ...work, id: 'tomorrow', startsAt: 300, endsAt: 400 })
  await insertMaintenance(db, { ...work, id: 'under-way', startsAt: 100, endsAt: 200 })
  await insertMaintenance(db, { ...work, id: 'over', startsAt: 50, endsAt: 150 })
  await insertMaintenance(db, { ...work, id: 'called-off', startsAt: 100, endsAt: 400, cancelledAt: 20 })
  const ids = async (limit: number) => (await maintenancesAhead(db, { now: 150, limit })).map(({ id }) => id)
  t.strictSame(await ids(9), ['under-way', 'tomorrow', 'next-year'])
  t.strictSame(await ids(2), ['under-way', 'tomorrow'])
})

t.test('an announcement comes back as it went in', async (t) => {
  const { db } = await openTestStore(t)
  const bound = { ...word, id: 'b', incidentId: 'abcdefghijkl', expiresAt: 90, componentIds: ['pay'] }
  await insertAnnouncement(db, word)
  await insertAnnouncement(db, bound)
  t.strictSame(await announcementById(db, 'a'), word)
  t.strictSame(await announcementById(db, 'b'), bound)
  t.equal(await announcementById(db, 'nobody'), undefined)
})

t.test('announcements are listed newest first, part by part', async (t) => {
  const { db } = await openTestStore(t)
  for (const publishedAt of [30, 10, 20]) {
    await insertAnnouncement(db, { ...word, id: `at-${publishedAt}`, publishedAt })
  }
  const ids = (found: Announcement[]) => found.map(({ id }) => id)
  t.strictSame(ids(await announcements(db, { limit: 2 })), ['at-30', 'at-20'])
  t.strictSame(ids(await announcements(db, { limit: 2, beforeAt: 20 })), ['at-10'])
})

t.test('an announcement is in force from its first instant until before its last', async (t) => {
  const { db } = await openTestStore(t)
  await insertAnnouncement(db, { ...word, id: 'for-ever', publishedAt: 1 })
  await insertAnnouncement(db, { ...word, id: 'for-a-while', publishedAt: 2, expiresAt: 90 })
  const at = async (now: number) => (await announcementsInForce(db, now)).map(({ id }) => id)
  t.strictSame(await at(19), [])
  t.strictSame(await at(20), ['for-a-while', 'for-ever'])
  t.strictSame(await at(89), ['for-a-while', 'for-ever'])
  t.strictSame(await at(90), ['for-ever'])
})
