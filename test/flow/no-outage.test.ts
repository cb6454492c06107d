import t from 'tap'

import { recentObservations } from '../../src/store/observations/observations.ts'
import { eventually } from '../support/eventually.ts'
import { WARN } from '../support/log-lines.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { untilHeadline } from '../support/until-page.ts'

// Stories mostly wait, so those of one file are told beside each other.
t.jobs = 3

async function count(app: TestApp, probeId: string, outcome: string): Promise<number> {
  const looks = await recentObservations(app.db, { probeId, limit: 1_000 })
  return looks.filter((look) => look.outcome === outcome).length
}

t.test('our test account being declined is no outage; operators hear of it once', async (t) => {
  const app = await startTestApp(t, { only: ['payment-code', 'online-payment'] })
  await app.until({ 'payment-code': 'operational', 'online-payment': 'operational' })
  app.sandbox.faults.add({ endpoint: 'payment', kind: 'decline' })
  await eventually('many declines', async () => (await count(app, 'online-payment', 'business_decline')) >= 6)
  t.equal((await app.changes('online-payment')).length, 1, 'nothing turned')
  t.strictSame(await app.incidents(), [])
  await untilHeadline(app, '/', '星桥钱包一切正常。')
  t.match(
    app.lines.filter(({ level }) => level >= WARN),
    [{ level: WARN, probeId: 'online-payment', outcome: 'business_decline', msg: /not shown as an outage/ }],
  )
  t.equal(app.lines.filter(({ level }) => level >= WARN).length, 1)
})

t.test('being throttled says nothing: never an outage, and unknown once it lasts', async (t) => {
  const app = await startTestApp(t, { only: ['balance', 'bills'] })
  await app.until({ balance: 'operational', bills: 'operational' })
  const fault = app.sandbox.faults.add({ endpoint: 'balance', kind: 'throttle' })
  await eventually('to be throttled', async () => (await count(app, 'balance', 'throttled')) >= 2)
  app.sandbox.faults.heal(fault.id)
  await eventually('to be let in again', async () => {
    const [look] = await recentObservations(app.db, { probeId: 'balance', limit: 1 })
    return look?.outcome === 'ok'
  })
  t.equal((await app.changes('balance')).length, 1, 'nothing turned')

  app.sandbox.faults.add({ endpoint: 'balance', kind: 'throttle' })
  await app.until({ balance: 'unknown' })
  t.match((await app.changes('balance')).at(-1), { from: 'operational', reason: { code: 'no_verdict' } })
  t.strictSame(await app.incidents(), [])
  t.strictSame(
    app.lines.filter(({ level }) => level >= WARN),
    [],
  )
})
