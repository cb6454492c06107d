import t from 'tap'

import { idIn, runCli, runCliWith } from '../support/run-cli.ts'
import { startTestApp } from '../support/test-app.ts'
import { untilHeadline, untilSummary, untilText } from '../support/until-page.ts'

// Stories mostly wait, so those of one file are told beside each other.
t.jobs = 3

const SECOND = 1_000
/** Long enough for a busy machine to see it coming, and to see it go on. */
const BEGINS_MS = 9 * SECOND
const ENDS_MS = 17 * SECOND

function planned(fromAt: number, toAt: number): string {
  return [
    'title: { zh-CN: 付款码升级, en: Payment code upgrade }',
    'body: { zh-CN: 升级期间不能用付款码。, en: The payment code cannot be used during the upgrade. }',
    'components: [payment-code]',
    `startsAt: ${new Date(fromAt).toISOString()}`,
    `endsAt: ${new Date(toAt).toISOString()}`,
  ].join('\n')
}

t.test('planned work is upcoming, under way and over, and hides no outage of anything else', async (t) => {
  const app = await startTestApp(t, { only: ['payment-code', 'sign-in', 'balance'] })
  await app.until({ 'payment-code': 'operational', balance: 'operational' })
  const now = Date.now()
  const plan = await runCliWith(app, ['maintenance', 'plan', 'FILE'], planned(now + BEGINS_MS, now + ENDS_MS))
  t.match(plan, { code: 0, err: /working days/ })
  const upcoming = await untilSummary(
    app,
    'planned work',
    (summary) => summary.scheduled_maintenances.length > 0,
  )
  t.match(upcoming.scheduled_maintenances, [{ status: 'scheduled', name: '付款码升级' }])
  await untilText(app, '/', /付款码升级/)
  await untilText(app, '/en', /Payment code upgrade/)
  t.equal((await app.states())['payment-code'], 'operational', 'it has not begun')

  await app.until({ 'payment-code': 'maintenance' })
  app.sandbox.faults.add({ endpoint: 'payment_code', kind: 'error' })
  app.sandbox.faults.add({ endpoint: 'balance', kind: 'error' })
  await untilSummary(
    app,
    'work under way',
    ({ scheduled_maintenances: [work] }) => work?.status === 'in_progress',
  )
  await untilHeadline(app, '/', '余额显示暂时不可用。')
  await app.until({ balance: 'major_outage', 'payment-code': 'maintenance' })
  app.sandbox.faults.healAll()

  await app.until({ balance: 'operational', 'payment-code': 'operational' })
  const incidents = await app.incidents()
  t.match(incidents, [{ components: [{ componentId: 'balance' }] }])
  t.equal(incidents.length, 1, 'planned work is no incident')
  t.equal(incidents[0]?.components.length, 1)
  const [, began, ended, ...more] = await app.changes('payment-code')
  t.match(began, { to: 'maintenance', reason: { code: 'maintenance_started' } })
  t.match(ended, { from: 'maintenance', to: 'operational', reason: { code: 'maintenance_ended' } })
  t.strictSame(more, [])
  t.ok((began?.at ?? 0) >= now + BEGINS_MS - 1)
  t.ok((ended?.at ?? 0) >= now + ENDS_MS - 1)
  await untilSummary(app, 'no planned work', (summary) => summary.scheduled_maintenances.length === 0)
  await untilText(app, '/en/history', /Payment code upgrade/)
})

t.test('work that is called off ends at once, and is said to have been called off', async (t) => {
  const app = await startTestApp(t, { only: ['payment-code', 'sign-in'] })
  await app.until({ 'payment-code': 'operational' })
  const now = Date.now()
  const far = await runCliWith(
    app,
    ['maintenance', 'plan', 'FILE'],
    planned(now + 3_600_000, now + 7_200_000),
  )
  await untilText(app, '/en', /Payment code upgrade/)
  t.match(await runCli(app, ['maintenance', 'cancel', idIn(far)]), { code: 0 })
  await untilSummary(app, 'no planned work', (summary) => summary.scheduled_maintenances.length === 0)

  const near = await runCliWith(app, ['maintenance', 'plan', 'FILE'], planned(now - SECOND, now + 3_600_000))
  await app.until({ 'payment-code': 'maintenance' })
  await untilHeadline(app, '/', '付款码正在维护。')
  await untilHeadline(app, '/en', 'Payment code may not work during maintenance.')
  t.match(await runCli(app, ['maintenance', 'cancel', idIn(near)]), { code: 0 })
  await app.until({ 'payment-code': 'operational' })
  await untilHeadline(app, '/', '星桥钱包一切正常。')
  t.match(await runCli(app, ['maintenance', 'cancel', idIn(near)]), { code: 1, err: /cancelled already/ })
  await untilText(app, '/history', /付款码升级.*已取消/)
})

t.test('work under way ends when its plan says so now, and the page says what it had said', async (t) => {
  const app = await startTestApp(t, { only: ['payment-code', 'sign-in'] })
  await app.until({ 'payment-code': 'operational' })
  const now = Date.now()
  const work = await runCliWith(app, ['maintenance', 'plan', 'FILE'], planned(now - SECOND, now + 3_600_000))
  await app.until({ 'payment-code': 'maintenance' })
  const endsAt = Date.now() + 6 * SECOND
  const sooner = `endsAt: ${new Date(endsAt).toISOString()}`
  t.match(await runCliWith(app, ['maintenance', 'update', idIn(work), 'FILE'], sooner), { code: 0 })
  await untilText(app, '/', /付款码升级.*改过时间，原定/)
  await app.until({ 'payment-code': 'operational' })
  const ended = (await app.changes('payment-code')).at(-1)
  t.match(ended, { from: 'maintenance', reason: { code: 'maintenance_ended' } })
  t.ok((ended?.at ?? 0) >= endsAt - 1)
  const late = `endsAt: ${new Date(endsAt + 3_600_000).toISOString()}`
  t.match(await runCliWith(app, ['maintenance', 'update', idIn(work), 'FILE'], late), {
    code: 1,
    err: /is completed already/,
  })
})
