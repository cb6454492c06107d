import t from 'tap'

import { changeWishes, pause, resume, rotateWebhookKey } from '../../../src/record/subscribers/change.ts'
import { exportOf } from '../../../src/record/subscribers/export-of.ts'
import { forgetOutlived, unsubscribe } from '../../../src/record/subscribers/leave.ts'
import { replaceBrowser } from '../../../src/record/subscribers/replace-browser.ts'
import { pauseSubscriber } from '../../../src/store/subscribers.ts'
import { MAIL, openDoors, refusals } from '../../support/doors.ts'
import { openTestIncident, resolveTestIncident } from '../../support/incidents.ts'

const DAY = 86_400_000
const NOBODYS = 'x'.repeat(43)

t.test('whoever holds the link changes what they wish for, not where it goes', async (t) => {
  const { desk, ask, one, tokens } = await openDoors(t)
  await ask({ quiet: { from: '22:00', to: '08:00' } })
  const { manage } = tokens(await one())
  await changeWishes(desk, manage, { ...MAIL, locale: 'en', topics: ['announcements'] })
  const { locale, topics, quiet, address, status } = await one()
  t.strictSame(
    [locale, topics, quiet, address, status],
    ['en', [{ kind: 'announcements', id: '' }], undefined, 'lin@example.com', 'pending'],
  )
  t.strictSame(await refusals(changeWishes(desk, manage, { ...MAIL, topics: [] })), ['topics: topics_none'])
  t.equal(await changeWishes(desk, NOBODYS, MAIL), undefined)
})

t.test('an incident that ended meanwhile does not stand in the way of a change', async (t) => {
  const { db, desk, ask, one, now, tokens } = await openDoors(t)
  await openTestIncident(db, 'incident0001', { componentId: 'payment' })
  await ask({ topics: ['incident:incident0001'], once: true })
  await resolveTestIncident(db, 'incident0001', now())
  const { manage } = tokens(await one())
  await changeWishes(desk, manage, { ...MAIL, locale: 'en', topics: ['incident:incident0001'], once: true })
  t.equal((await one()).locale, 'en')
})

t.test('a pause ends with a resume, and neither is a way around the confirmation', async (t) => {
  const { db, desk, ask, one, tokens } = await openDoors(t)
  await ask()
  const { manage } = tokens(await one())
  for (const act of [pause, resume]) t.match(await act(desk, manage), { status: 'pending' })
  await db.updateTable('subscribers').set({ status: 'paused', paused_because: 'gone' }).execute()
  t.match(await resume(desk, manage), { status: 'paused' }, 'it has never said yes')
  await db.updateTable('subscribers').set({ status: 'active', confirmed_at: 0 }).execute()
  t.match(await pause(desk, manage), { status: 'paused', pausedBecause: 'themselves' })
  t.match(await resume(desk, manage), { status: 'active', pausedBecause: undefined })
  t.equal(await pause(desk, NOBODYS), undefined)
})

t.test('a webhook gets a new key, and a day to take it into use', async (t) => {
  const { desk, ask, one, now, wait, tokens } = await openDoors(t)
  await ask({ transport: 'webhook', given: { address: 'https://example.com/hook', keyVersion: '1' } })
  await rotateWebhookKey(desk, tokens(await one()).manage, now())
  const settings = { keyVersion: '2', previousUntil: String(now() + DAY) }
  t.strictSame((await one()).settings, settings)
  wait(DAY - 1)
  t.equal(await rotateWebhookKey(desk, tokens(await one()).manage, now()), 'lately')
  t.strictSame((await one()).settings, settings, 'the first key keeps its day')
  wait(1)
  t.equal(await rotateWebhookKey(desk, tokens(await one()).manage, now()), 'rotated')
  t.strictSame((await one()).settings, { keyVersion: '3', previousUntil: String(now() + DAY) })
  t.equal(await rotateWebhookKey(desk, NOBODYS, now()), undefined)
})

t.test('unsubscribing leaves nothing behind', async (t) => {
  const { db, desk, ask, one, tokens } = await openDoors(t)
  await ask({ topics: ['group:pay', 'maintenance'] })
  const { manage } = tokens(await one())
  t.equal(await unsubscribe(desk, manage), true)
  for (const table of ['subscribers', 'subscriptions', 'deliveries'] as const)
    t.strictSame(await db.selectFrom(table).selectAll().execute(), [], table)
  t.equal(await unsubscribe(desk, manage), false)
})

t.test('an export holds all that is held, and of secrets that they are', async (t) => {
  const { db, desk, ask, one, now, tokens } = await openDoors(t)
  const address = 'https://robots.example/send?access_token=sesame'
  await ask({
    transport: 'dingtalk',
    given: { address, secret: 'hush' },
    quiet: { from: '22:00', to: '08:00' },
  })
  const subscriber = await one()
  const { manage, confirm } = tokens(subscriber)
  const held = (await exportOf(desk, manage, now())) ?? {}
  t.match(held, {
    subscription: {
      transport: 'dingtalk',
      address: '…same',
      settings: { secret: 'held' },
      locale: 'zh-CN',
      quiet: { from: 1_320, to: 480 },
      status: 'pending',
      consent: { text: '1 zh-CN' },
    },
    deliveries: [{ subject: 'subscriber', moment: 'confirm', status: 'waiting' }],
  })
  const text = JSON.stringify(held)
  const [row] = await db.selectFrom('subscribers').selectAll().execute()
  for (const secret of ['hush', 'sesame', manage, confirm, row?.manage_hash ?? '?', row?.confirm_hash ?? '?'])
    t.notMatch(text, secret)
  t.equal(await exportOf(desk, NOBODYS, now()), undefined)
})

t.test('who followed one incident alone is forgotten a month after its end', async (t) => {
  const { db, desk, ask, now, wait, one, subscribers } = await openDoors(t)
  await openTestIncident(db, 'incident0001', { componentId: 'payment' })
  await ask({ topics: ['incident:incident0001'] })
  await db.updateTable('subscribers').set({ status: 'active' }).execute()
  await resolveTestIncident(db, 'incident0001', now())
  wait(30 * DAY)
  t.equal(await forgetOutlived(desk, now()), 0)
  t.ok(await one())
  wait(1)
  t.equal(await forgetOutlived(desk, now()), 1)
  t.strictSame(await subscribers(), [])
})

t.test('who follows another incident that is open, or was lately, is kept', async (t) => {
  const { db, desk, ask, now, wait, one } = await openDoors(t)
  const topics = ['incident:incident0001', 'incident:incident0002']
  for (const id of ['incident0001', 'incident0002'])
    await openTestIncident(db, id, { componentId: 'payment' })
  await ask({ topics })
  await db.updateTable('subscribers').set({ status: 'active' }).execute()
  await resolveTestIncident(db, 'incident0001', now())
  wait(31 * DAY)
  t.equal(await forgetOutlived(desk, now()), 0)
  t.ok(await one())
  await resolveTestIncident(db, 'incident0002', now())
  wait(30 * DAY)
  t.equal(await forgetOutlived(desk, now()), 0)
  wait(1)
  t.equal(await forgetOutlived(desk, now()), 1)
})

t.test('a browser that has a new address keeps its wishes there', async (t) => {
  const { desk, ask, one } = await openDoors(t)
  const given = { address: 'https://push.example/1', auth: 'a', p256dh: 'b' }
  await ask({ transport: 'web_push', given, topics: ['maintenance'] })
  const { id } = await one()
  const next = { ...given, address: 'https://push.example/2' }
  await replaceBrowser(desk, { replaces: 'https://push.example/unknown', given: next })
  t.match(await one(), { id, address: given.address })
  await replaceBrowser(desk, { replaces: given.address, given: next })
  t.match(await one(), { id, address: next.address, topics: [{ kind: 'maintenance' }] })
})

t.test('a browser whose old address was gone is written to again at its new one', async (t) => {
  const { db, desk, ask, one } = await openDoors(t)
  const given = { address: 'https://push.example/1', auth: 'a', p256dh: 'b' }
  await ask({ transport: 'web_push', given })
  const renew = async (from: string, to: string) =>
    replaceBrowser(desk, {
      replaces: `https://push.example/${from}`,
      given: { ...given, address: `https://push.example/${to}` },
    })
  await pauseSubscriber(db, { num: (await one()).num, because: 'gone' })
  await renew('1', '2')
  t.match(await one(), { status: 'active', pausedBecause: undefined })
  await pauseSubscriber(db, { num: (await one()).num, because: 'themselves' })
  await renew('2', '3')
  t.match(await one(), { status: 'paused', pausedBecause: 'themselves' })
})
