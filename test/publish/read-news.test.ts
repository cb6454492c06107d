import t from 'tap'

import type { Announcement } from '../../src/domain/announcement.ts'
import { createNewsReader } from '../../src/publish/readers/read-news.ts'
import { reachOf, type Reach } from '../../src/publish/readers/reach.ts'
import { insertAnnouncement } from '../../src/store/announcements.ts'
import { addIncidentComponent, addIncidentUpdate } from '../../src/store/incidents/incidents.ts'
import { insertMaintenance } from '../../src/store/maintenances.ts'
import type { Db } from '../../src/store/open.ts'
import { openTestStore } from '../support/store.ts'
import { recordIncident } from './record-state.ts'
import { both, DAY, HOUR, NOON, smallWallet } from './small-wallet.ts'

const reach = (id: string): Reach => {
  const found = reachOf(smallWallet.components, id)
  if (found === undefined) throw new Error(`There is no component ${id}.`)
  return found
}

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).toSorted()

const hit = async (db: Db, id: string, componentIds: readonly string[]) => {
  await recordIncident(db, { id })
  for (const componentId of componentIds) {
    await addIncidentComponent(db, { incidentId: id, componentId, worst: 'major_outage', joinedAt: NOON })
  }
}

const plan = (db: Db, id: string, componentIds: readonly string[], startsAt = NOON + DAY) =>
  insertMaintenance(db, {
    id,
    title: both(id),
    body: both(id),
    notAffected: [],
    delayed: [],
    mayFail: [],
    componentIds,
    startsAt,
    endsAt: startsAt + HOUR,
    announcedAt: startsAt - DAY,
    sequence: 0,
    updates: [],
  })

const say = (db: Db, id: string, fields: Partial<Announcement> = {}) =>
  insertAnnouncement(db, {
    id,
    kind: 'rules',
    title: both(id),
    body: both(id),
    helpTopics: [],
    componentIds: [],
    publishedAt: NOON - HOUR,
    effectiveAt: NOON - HOUR,
    ...fields,
  })

t.test('incidents come by their last word, not by when they began', async (t) => {
  const { db } = await openTestStore(t)
  await recordIncident(db, { id: 'old', startedAt: NOON - 9 * DAY, publishedAt: NOON - 9 * DAY })
  await recordIncident(db, { id: 'middle', startedAt: NOON - 5 * DAY, publishedAt: NOON - 5 * DAY })
  await recordIncident(db, { id: 'young', startedAt: NOON - DAY, publishedAt: NOON - DAY })
  await recordIncident(db, { id: 'draft', startedAt: NOON, publication: 'draft' })
  const word = { id: 'word', phase: 'resolved', body: both('over'), at: NOON, author: 'operator' } as const
  await addIncidentUpdate(db, { incidentId: 'old', ...word })
  const { incidents } = createNewsReader({ db, wallet: smallWallet })
  t.strictSame(ids(await incidents(undefined, 2)), ['old', 'young'])
  t.strictSame(ids(await incidents(undefined, 9)), ['middle', 'old', 'young'])
})

t.test('a channel is told of its banks, a bank of its channel only where all of it is meant', async (t) => {
  const { db } = await openTestStore(t)
  await hit(db, 'harbour', ['debit-card', 'debit-card-harbour'])
  await hit(db, 'channel', ['debit-card'])
  await hit(db, 'payment', ['payment'])
  const { incidents } = createNewsReader({ db, wallet: smallWallet })
  const of = async (id: string) => ids(await incidents(reach(id), 50))
  t.strictSame(await of('debit-card'), ['channel', 'harbour'])
  t.strictSame(await of('debit-card-harbour'), ['channel', 'harbour'])
  t.strictSame(await of('debit-card-maple'), ['channel'])
  t.strictSame(await of('payment'), ['payment'])
})

t.test('work on a channel and words about it reach its banks, and the other way round', async (t) => {
  const { db } = await openTestStore(t)
  for (const name of ['debit-card', 'debit-card-maple', 'payment']) {
    await plan(db, `work on ${name}`, [name])
    await say(db, `word of ${name}`, { componentIds: [name] })
  }
  await say(db, 'word of everything')
  const news = createNewsReader({ db, wallet: smallWallet })
  const of = async (one?: Reach) => [
    ...ids(await news.maintenances(one, NOON, NOON)),
    ...ids(await news.announcements(one, 50, NOON)),
  ]
  const whole = [
    'work on debit-card',
    'work on debit-card-maple',
    'word of debit-card',
    'word of debit-card-maple',
  ]
  t.strictSame(await of(reach('debit-card')), whole)
  t.strictSame(await of(reach('debit-card-maple')), whole)
  t.strictSame(await of(reach('debit-card-harbour')), ['work on debit-card', 'word of debit-card'])
  t.equal((await of()).length, 7)
})

t.test('words of one component are found however many of others lie between', async (t) => {
  const { db } = await openTestStore(t)
  for (let n = 1; n <= 25; n += 1) await say(db, `other${n}`, { publishedAt: NOON - n * HOUR })
  await say(db, 'wanted', { componentIds: ['payment'], publishedAt: NOON - 90 * DAY })
  await say(db, 'tomorrow', { componentIds: ['payment'], publishedAt: NOON + DAY })
  const { announcements } = createNewsReader({ db, wallet: smallWallet })
  t.strictSame(ids(await announcements(reach('payment'), 5, NOON)), ['wanted'])
})

t.test('work that ended before the time asked for is left out, all that is to come is not', async (t) => {
  const { db } = await openTestStore(t)
  await plan(db, 'ended', ['payment'], NOON - 3 * DAY)
  await plan(db, 'recent', ['payment'], NOON - DAY)
  await plan(db, 'far', ['payment'], NOON + 900 * DAY)
  const { maintenances } = createNewsReader({ db, wallet: smallWallet })
  t.strictSame(ids(await maintenances(undefined, NOON - 2 * DAY, NOON)), ['far', 'recent'])
})

t.test('nobody knows a reach of what is not configured', (t) => {
  t.equal(reachOf(smallWallet.components, 'nothing'), undefined)
  t.end()
})
