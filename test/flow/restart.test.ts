import t from 'tap'

import { gapsBetween } from '../../src/store/gaps.ts'
import { eventually } from '../support/eventually.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { untilHeadline, untilText } from '../support/until-page.ts'

// Stories mostly wait, so those of one file are told beside each other.
t.jobs = 3

const HOUR = 3_600_000
const ALWAYS = { fromAt: 0, toAt: Number.MAX_SAFE_INTEGER }

/** The share of time in which somebody was looking, as the page of a component puts it, per cent. */
async function coverage(app: TestApp, id: string): Promise<number> {
  const words = await untilText(app, `/en/components/${id}`, /watched [\d.]+%/)
  return Number(/watched ([\d.]+)%/.exec(words)?.[1])
}

t.test(
  'an incident outlives a restart: the same one goes on, and the hour without us is a gap',
  async (t) => {
    const app = await startTestApp(t, { only: ['sign-in', 'balance'] })
    await app.until({ 'sign-in': 'operational', balance: 'operational' })
    app.sandbox.faults.add({ endpoint: 'balance', kind: 'error' })
    const before = await app.incident('it to be published', ({ publication }) => publication === 'published')
    await app.until({ balance: 'major_outage' })
    await app.stop()
    const stoppedWith = await app.changes('sign-in')

    app.leap(HOUR)
    app.sandbox.faults.add({ endpoint: 'sign_in', kind: 'latency', ms: 1_500 })
    await app.start()
    const first = await app.page('/en')
    t.notMatch(first, 'Starbridge Wallet is working', 'the first page shows nothing green that nobody saw')
    t.match((await app.changes('sign-in')).at(stoppedWith.length), {
      from: 'operational',
      to: 'unknown',
      reason: { code: 'monitor_stopped' },
    })
    await app.until({ 'sign-in': 'operational', balance: 'major_outage' })
    const [gap, ...more] = await gapsBetween(app.db, ALWAYS)
    t.strictSame(more, [])
    t.match(gap, { cause: 'monitor_stopped' })
    t.ok((gap?.toAt ?? 0) - (gap?.fromAt ?? 0) > HOUR - 20_000)
    const [incident, ...others] = await app.incidents()
    t.strictSame(others, [])
    t.match(incident, {
      id: before.id,
      startedAt: before.startedAt,
      publication: 'published',
      resolvedAt: undefined,
    })
    await untilHeadline(app, '/', '余额显示暂时不可用。')
    t.ok((await coverage(app, 'sign-in')) < 100)

    app.sandbox.faults.healAll()
    await app.incident('the end', ({ id, phase }) => id === before.id && phase === 'resolved')
    t.equal((await app.incidents()).length, 1)
  },
)

t.test('a machine that was asleep for an hour claims nothing about that hour', async (t) => {
  const app = await startTestApp(t, { only: ['sign-in', 'balance'] })
  await app.until({ 'sign-in': 'operational', balance: 'operational' })
  const { length } = await app.changes('balance')
  app.leap(HOUR)
  await app.until({ 'sign-in': 'operational', balance: 'operational' })
  const all = await eventually('both changes', async () => {
    const changes = await app.changes('balance')
    return changes.length >= length + 2 && changes
  })
  const [dark, well] = all.slice(length)
  t.match(dark, { to: 'unknown' })
  t.match(well, { from: 'unknown', to: 'operational' })
  t.ok((well?.at ?? 0) - (dark?.at ?? 0) > HOUR - 20_000, 'it was unknown for the whole hour')
  const gaps = await eventually('the gap', async () => {
    const found = await gapsBetween(app.db, ALWAYS)
    return found.length > 0 && found
  })
  t.match(gaps, [{ cause: 'monitor_stopped' }])
  t.strictSame(await app.incidents(), [])
})

t.test('a second server on the same database is refused at its start, and the first goes on', async (t) => {
  const app = await startTestApp(t, { only: ['balance'] })
  await t.rejects(app.start(), { name: 'AlreadyServed', message: /set DATA_DIR to another folder/ })
  await app.until({ balance: 'operational' })
  await app.stop()
  await app.start()
  t.match(await app.readiness(), { ok: true })
})
