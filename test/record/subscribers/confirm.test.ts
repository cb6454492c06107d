import t from 'tap'

import { confirm, confirmByTransport } from '../../../src/record/subscribers/confirm.ts'
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
