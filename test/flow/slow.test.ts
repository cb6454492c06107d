import t from 'tap'

import { recentObservations } from '../../src/store/observations/observations.ts'
import { eventually } from '../support/eventually.ts'
import { pageText } from '../support/page-text.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { untilHeadline } from '../support/until-page.ts'

// Stories mostly wait, so those of one file are told beside each other.
t.jobs = 3

/** Resolves when a probe has had this outcome so many times since the test began. */
function untilSeen(app: TestApp, seen: { probeId: string; outcome: string; times: number }): Promise<true> {
  return eventually(`${seen.probeId} to be ${seen.outcome}`, async () => {
    const looks = await recentObservations(app.db, { probeId: seen.probeId, limit: 1_000 })
    return looks.filter(({ outcome }) => outcome === seen.outcome).length >= seen.times
  })
}

t.test('what is slow becomes unstable and never down, however long it lasts', async (t) => {
  const app = await startTestApp(t, { only: ['payment-code', 'sign-in'] })
  await app.until({ 'payment-code': 'operational' })
  app.sandbox.faults.add({ endpoint: 'payment_code', kind: 'latency', ms: 1_300 })
  await untilHeadline(app, '/', '付款码暂时不稳定。')
  await untilHeadline(app, '/en', 'Payment code may fail or be slow.')
  await untilSeen(app, { probeId: 'payment-code', outcome: 'slow', times: 5 })
  t.strictSame(
    (await app.changes('payment-code')).map(({ to }) => to),
    ['operational', 'degraded'],
  )
  t.match(await app.incidents(), [{ impact: 'minor', components: [{ worst: 'degraded' }] }])
  t.match(pageText(await app.page('/en/components/payment-code')), /checks in a row were slower than usual/)
  app.sandbox.faults.healAll()
  await app.until({ 'payment-code': 'operational' })
})

t.test('top-ups that do not arrive are late, not lost, and not down', async (t) => {
  const app = await startTestApp(t, { only: ['cash-agent', 'sign-in'] })
  await app.until({ 'cash-agent': 'operational' })
  app.sandbox.faults.add({ endpoint: 'topup.create', kind: 'pending' })
  await untilHeadline(app, '/', '便利店充值暂时不稳定。')
  await untilSeen(app, { probeId: 'cash-agent', outcome: 'pending', times: 5 })
  t.strictSame(
    (await app.changes('cash-agent')).map(({ to }) => to),
    ['operational', 'degraded'],
  )
  const { id } = await app.incident('it to be published', ({ publication }) => publication === 'published')
  const zh = pageText(await app.page('/components/cash-agent'))
  const en = pageText(await app.page('/en/components/cash-agent'))
  t.match(zh, /没有按时到账/)
  t.match(en, /did not arrive on time/)
  const told = await app.incident('its words', (incident) => incident.id === id)
  const words = JSON.stringify([told.title, told.updates, told.answers])
  t.notMatch(words, /lost|丢失|不见/i)
  t.match(words, /不要再付一次/)
  app.sandbox.faults.healAll()
  await app.until({ 'cash-agent': 'operational' })
})
