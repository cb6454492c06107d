import t from 'tap'

import { gapsBetween } from '../../src/store/gaps.ts'
import { recentObservations } from '../../src/store/observations/observations.ts'
import { eventually } from '../support/eventually.ts'
import { WARN } from '../support/log-lines.ts'
import { startTestApp } from '../support/test-app.ts'
import { untilHeadline, untilText } from '../support/until-page.ts'

// Stories mostly wait, so those of one file are told beside each other.
t.jobs = 3

const ALWAYS = { fromAt: 0, toAt: Number.MAX_SAFE_INTEGER }
const WELL = { 'sign-in': 'operational', balance: 'operational', bills: 'operational' } as const

t.test('when our own network is down the page says that it cannot see, and blames nobody', async (t) => {
  const app = await startTestApp(t, { only: Object.keys(WELL) })
  await app.until(WELL)
  for (const endpoint of ['network', '*']) app.sandbox.faults.add({ endpoint, kind: 'reset' })
  await app.until({ 'sign-in': 'unknown', balance: 'unknown', bills: 'unknown' })
  await untilHeadline(app, '/', '我们暂时看不到星桥钱包的情况。')
  await untilHeadline(app, '/en', 'We cannot see how Starbridge Wallet is doing.')
  await untilText(app, '/en', /The wallet may work or may not, and we do not guess\./)
  await untilText(app, '/en/components/balance', /The network we watch from is down, so we cannot see it\./)
  t.match((await app.summary()).status, { description: 'Status Unknown' })
  for (const id of Object.keys(WELL)) {
    const changes = await app.changes(id)
    t.strictSame(
      changes.map(({ to }) => to),
      ['operational', 'unknown'],
      `${id} was seen well and then not at all: ${JSON.stringify(changes)}`,
    )
    t.match(changes.at(-1), { reason: { code: 'own_network_down' } })
  }
  t.strictSame(await app.incidents(), [])
  const warned = app.lines.filter(({ level }) => level >= WARN)
  t.match(warned, [{ msg: /^own network is down/ }])
  t.equal(warned.length, 1, `one line for operators: ${warned.map(({ msg }) => msg).join(' | ')}`)

  app.sandbox.faults.healAll()
  await app.until(WELL)
  await untilHeadline(app, '/', '星桥钱包一切正常。')
  const gaps = await eventually('the gap', async () => {
    const found = await gapsBetween(app.db, ALWAYS)
    return found.length > 0 && found
  })
  t.match(gaps, [{ cause: 'own_network_down' }])
  t.equal(gaps.length, 1)
  t.strictSame(await app.incidents(), [])
})

t.test('a server that is stopped while our own network is down notes how long it was blind', async (t) => {
  const app = await startTestApp(t, { only: ['balance'] })
  await app.until({ balance: 'operational' })
  for (const endpoint of ['network', '*']) app.sandbox.faults.add({ endpoint, kind: 'reset' })
  await app.until({ balance: 'unknown' })
  t.strictSame(await gapsBetween(app.db, ALWAYS), [], 'it is not over yet')
  await app.stop()
  t.match(await gapsBetween(app.db, ALWAYS), [{ cause: 'own_network_down' }])
})

t.test('a canary that is broken alone hides no outage', async (t) => {
  const app = await startTestApp(t, { only: Object.keys(WELL) })
  await app.until(WELL)
  app.sandbox.faults.add({ endpoint: 'network', kind: 'error' })
  app.sandbox.faults.add({ endpoint: 'balance', kind: 'reset' })
  await app.until({ ...WELL, balance: 'major_outage' })
  await untilHeadline(app, '/', '余额显示暂时不可用。')
  const { id } = await app.incident('it to be published', ({ publication }) => publication === 'published')
  t.ok(id)
  const failed = (await recentObservations(app.db, { probeId: 'balance', limit: 100 })).filter(
    ({ outcome }) => outcome === 'tech_fail',
  )
  t.ok(failed.length >= 3)
})
