import t from 'tap'

import { recentObservations } from '../../src/store/observations/observations.ts'
import { startTestApp } from '../support/test-app.ts'
import { untilHeadline, untilSummary, untilText } from '../support/until-page.ts'

const AFTER_MS = 500
const RESOLVE_AFTER_MS = 2_000

t.test('an outage is told in both languages, becomes one incident, and ends when it is over', async (t) => {
  const app = await startTestApp(t, {
    only: ['sign-in', 'balance', 'bills'],
    // However many looks went well before on a busy machine, the run of failures decides and not their share.
    variables: { MIN_SAMPLES: '240' },
  })
  await app.until({ 'sign-in': 'operational', balance: 'operational', bills: 'operational' })
  await untilHeadline(app, '/', '星桥钱包一切正常。')
  await untilHeadline(app, '/en', 'Starbridge Wallet is working.')
  t.strictSame((await app.summary()).status, { indicator: 'none', description: 'All Systems Operational' })

  app.sandbox.faults.add({ endpoint: 'balance', kind: 'error' })
  await untilHeadline(app, '/', '余额显示暂时不可用。')
  await untilHeadline(app, '/en', 'Balance display cannot be used.')
  const { id } = await app.incident('it to be published', ({ publication }) => publication === 'published')
  const summary = await untilSummary(app, 'the incident', ({ incidents }) => incidents.length > 0)
  t.match(summary, {
    status: { indicator: 'minor', description: 'Partially Degraded Service' },
    incidents: [{ id, name: '余额显示暂时不可用', status: 'investigating', impact: 'major' }],
  })
  t.match(await app.page('/'), new RegExp(`href="/incidents/${id}`))
  await untilText(app, '/', /正在发生 余额显示暂时不可用 正在查原因/)
  await untilText(app, '/en', /Happening now Balance display: unavailable for now Finding the cause/)
  await untilText(app, `/incidents/${id}`, /余额显示用不了。监测系统发现了异常/)
  await untilText(app, `/en/incidents/${id}`, /Unavailable since .*: Balance display\./)
  await untilText(app, '/history', /余额显示暂时不可用/)

  app.sandbox.faults.healAll()
  await app.incident('it to be watched', ({ phase }) => phase === 'monitoring')
  await untilHeadline(app, '/en', 'Starbridge Wallet is working.')
  const watched = await untilText(app, '/en', /Working again, being watched/)
  t.notMatch(watched, 'do not keep trying', 'nobody is kept from what works again')
  await untilText(app, `/en/incidents/${id}`, /Balance display: working again; we are still watching\./)
  await app.incident('it to be resolved', ({ phase }) => phase === 'resolved')
  await untilHeadline(app, '/', '星桥钱包一切正常。')
  await untilText(app, `/en/incidents/${id}`, /Working again since .* and stable since then/)
  await untilText(app, '/history', /余额显示暂时不可用/)
  await untilText(app, '/en/history', /Balance display: unavailable for now/)
  await untilSummary(app, 'no incident', ({ incidents }) => incidents.length === 0)

  const looks = (await recentObservations(app.db, { probeId: 'balance', limit: 1_000 })).toReversed()
  const firstFailedAt = looks.find(({ outcome }) => outcome === 'tech_fail')?.at ?? NaN
  const [first, unstable, down, ...later] = await app.changes('balance')
  t.match(first, { from: 'unknown', to: 'operational' })
  t.match(unstable, { to: 'degraded', at: firstFailedAt })
  t.match(down, { to: 'major_outage', at: firstFailedAt })
  t.match(later, [{ from: 'major_outage', to: 'operational' }])
  const toldAfterMs = (unstable?.recordedAt ?? NaN) - firstFailedAt
  t.ok(toldAfterMs < 5_000, `no longer green ${toldAfterMs} ms after the first failed look`)
  t.comment(
    `no longer green after ${toldAfterMs} ms, down after ${(down?.recordedAt ?? NaN) - firstFailedAt} ms`,
  )

  const [incident, ...others] = await app.incidents()
  t.strictSame(others, [], 'it was one incident')
  const { publishedAt = NaN, monitoringAt = NaN, resolvedAt = NaN } = incident ?? {}
  t.equal(incident?.startedAt, firstFailedAt)
  const draftedAt = incident?.components[0]?.joinedAt ?? NaN
  t.ok(publishedAt - draftedAt >= AFTER_MS, 'operators had their time to object')
  t.ok(monitoringAt > publishedAt)
  t.ok(resolvedAt - monitoringAt >= RESOLVE_AFTER_MS)
  t.strictSame(
    incident?.updates.map(({ phase }) => phase),
    ['resolved', 'monitoring', 'investigating'],
  )
  t.strictSame(
    app.lines.filter(({ level }) => level >= 40),
    [],
    'nothing in it was trouble of ours',
  )
})
