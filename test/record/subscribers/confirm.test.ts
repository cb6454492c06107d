import t from 'tap'

import { pause, resume, rotateWebhookKey } from '../../../src/record/subscribers/change.ts'
import { confirm, confirmByTransport } from '../../../src/record/subscribers/confirm.ts'
import { pauseSubscriber } from '../../../src/store/subscribers.ts'
import { forgetOutlived } from '../../../src/record/subscribers/leave.ts'
import { openDoors } from '../../support/doors.ts'
import { openTestIncident, resolveTestIncident } from '../../support/incidents.ts'

const HOUR = 3_600_000

t.test('the link in the letter confirms, with when and to what', async (t) => {
  const { desk, ask, wait, now, one, tokens } = await openDoors(t)
  await ask()
  wait(HOUR)
  t.match(await confirm(desk, tokens(await one()).confirm, now()), { kind: 'confirmed' })
  t.match(await one(), {
    status: 'active',
    confirmedAt: now(),
    consent: { text: '1 zh-CN', at: now() },
  })
})

t.test('a second click says so and changes nothing', async (t) => {
  const { desk, ask, wait, now, one, tokens } = await openDoors(t)
  await ask()
  const { confirm: token } = tokens(await one())
  await confirm(desk, token, now())
  const before = await one()
  wait(100 * HOUR)
  t.match(await confirm(desk, token, now()), { kind: 'already' })
  t.strictSame(await one(), before)
})

t.test('a link is good for two days, and then for nothing', async (t) => {
  const { desk, ask, wait, now, one, tokens } = await openDoors(t)
  await ask()
  const { confirm: token } = tokens(await one())
  wait(48 * HOUR + 1)
  t.strictSame(await confirm(desk, token, now()), { kind: 'unknown' })
  t.equal((await one()).status, 'pending')
  t.equal(await forgetOutlived(desk, now()), 1)
  t.strictSame(await confirm(desk, token, now()), { kind: 'unknown' })
})

t.test('asking again makes the older link worthless', async (t) => {
  const { desk, ask, wait, now, one, tokens } = await openDoors(t)
  await ask()
  const { confirm: older } = tokens(await one())
  wait(HOUR)
  await ask()
  t.strictSame(await confirm(desk, older, now()), { kind: 'unknown' })
  t.match(await confirm(desk, tokens(await one()).confirm, now()), { kind: 'confirmed' })
})

t.test('no other text confirms, the managing token neither', async (t) => {
  const { desk, ask, now, one, tokens } = await openDoors(t)
  await ask()
  const { manage, confirm: token } = tokens(await one())
  for (const wrong of ['', manage, token.slice(1), `${token}x`, token.toLowerCase(), '☃', "' or 1=1 --"])
    t.strictSame(await confirm(desk, wrong, now()), { kind: 'unknown' }, wrong)
})

t.test(
  'what worked again before somebody said yes is told on the spot, and they are forgotten',
  async (t) => {
    const { db, desk, ask, now, one, tokens, subscribers } = await openDoors(t)
    await openTestIncident(db, 'incident0001', { componentId: 'payment' })
    await ask({ topics: ['component:payment'], once: true })
    const { confirm: token } = tokens(await one())
    await resolveTestIncident(db, 'incident0001', now())
    t.strictSame(await confirm(desk, token, now()), { kind: 'works_again' })
    t.strictSame(await subscribers(), [])
  },
)

t.test('a receiver whose yes comes after the end is forgotten as promised', async (t) => {
  const { db, desk, ask, now, one, subscribers } = await openDoors(t)
  await openTestIncident(db, 'incident0001', { componentId: 'payment' })
  const given = { address: 'https://example.com/hook' }
  await ask({ transport: 'webhook', given, topics: ['incident:incident0001'], once: true })
  const { num } = await one()
  await resolveTestIncident(db, 'incident0001', now())
  await confirmByTransport(desk, num, now())
  t.strictSame(await subscribers(), [])
})

t.test('a receiver that gave the challenge back is confirmed; one that left or paused is not', async (t) => {
  const { db, desk, ask, now, one } = await openDoors(t)
  await ask({ transport: 'webhook', given: { address: 'https://example.com/hook' } })
  const { num } = await one()
  await confirmByTransport(desk, num, now())
  t.equal((await one()).status, 'active')
  await db.updateTable('subscribers').set({ status: 'paused', paused_because: 'themselves' }).execute()
  await confirmByTransport(desk, num, now())
  t.equal((await one()).status, 'paused')
  await confirmByTransport(desk, num + 1, now())
})

const GONE = { because: 'gone' } as const

t.test('a letter that asks and does not arrive leaves its link good', async (t) => {
  const { db, desk, ask, now, one, tokens } = await openDoors(t)
  await ask()
  const { num } = await one()
  await pauseSubscriber(db, { num, ...GONE })
  t.match(await one(), { status: 'pending' })
  t.match(await confirm(desk, tokens(await one()).confirm, now()), { kind: 'confirmed' })
})

t.test('an address that was locked out before it said yes is asked again', async (t) => {
  const { db, desk, ask, now, wait, one, tokens } = await openDoors(t)
  await ask({ transport: 'dingtalk', given: { address: 'https://robot.example/1', secret: 'mistyped' } })
  await db.updateTable('subscribers').set({ status: 'paused', paused_because: 'gone' }).execute()
  wait(HOUR)
  await ask({ transport: 'dingtalk', given: { address: 'https://robot.example/1', secret: 'right' } })
  t.match(await one(), { status: 'pending', pausedBecause: undefined, settings: { secret: 'right' } })
  await confirm(desk, tokens(await one()).confirm, now())
  t.match(await one(), { status: 'active', confirmedAt: now() })
})

for (const because of ['gone', 'blocked'] as const)
  t.test(
    `an address that was ${because} says yes again, with its new settings and its own wishes`,
    async (t) => {
      const { db, desk, ask, now, wait, send, one, letters, tokens } = await openDoors(t)
      const address = 'https://robot.example/1'
      await ask({ transport: 'dingtalk', given: { address, secret: 'old' }, topics: ['maintenance'] })
      await confirm(desk, tokens(await one()).confirm, now())
      await send()
      await pauseSubscriber(db, { num: (await one()).num, because })
      wait(HOUR)
      await ask({ transport: 'dingtalk', given: { address, secret: 'new' }, topics: ['group:pay'] })
      t.match(await letters(), [{ moment: 'confirm' }, { moment: 'confirm' }])
      t.match(await one(), { status: 'paused', pausedBecause: because, settings: { secret: 'new' } })
      const { confirm: token } = tokens(await one())
      t.match(await confirm(desk, token, now()), { kind: 'confirmed' })
      t.match(await one(), {
        status: 'active',
        pausedBecause: undefined,
        topics: [{ kind: 'maintenance', id: '' }],
      })
      t.match(await confirm(desk, token, now()), { kind: 'already' })
    },
  )

t.test('a webhook that was gone gives the challenge back and keeps the key it has', async (t) => {
  const { db, desk, ask, now, wait, one, tokens } = await openDoors(t)
  const hook = { transport: 'webhook', given: { address: 'https://example.com/hook', keyVersion: '1' } }
  await ask(hook)
  const { num } = await one()
  await confirmByTransport(desk, num, now())
  await rotateWebhookKey(desk, tokens(await one()).manage, now())
  await pauseSubscriber(db, { num, ...GONE })
  wait(HOUR)
  await ask(hook)
  await confirmByTransport(desk, num, now())
  t.match(await one(), { status: 'active', settings: { keyVersion: '2' } })
})

t.test('only who is told is paused, and only at the address that was written to', async (t) => {
  const { db, desk, ask, now, one, tokens } = await openDoors(t)
  await ask()
  await confirm(desk, tokens(await one()).confirm, now())
  const { num, address } = await one()
  await pauseSubscriber(db, { num, ...GONE, address: 'before@example.com' })
  t.match(await one(), { status: 'active' })
  await pause(desk, tokens(await one()).manage)
  await pauseSubscriber(db, { num, ...GONE, address })
  t.match(await one(), { pausedBecause: 'themselves' })
  await resume(desk, tokens(await one()).manage)
  await pauseSubscriber(db, { num, ...GONE, address })
  t.match(await one(), { pausedBecause: 'gone' })
})
