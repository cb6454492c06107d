import t from 'tap'

import { recentObservations } from '../../src/store/observations/observations.ts'
import { eventually } from '../support/eventually.ts'
import { runCliWith } from '../support/run-cli.ts'
import { startTestApp } from '../support/test-app.ts'
import { untilHeadline, untilSummary, untilText } from '../support/until-page.ts'

const BODY = 'body: { zh-CN: 全部核对完毕。, en: All of it has been checked. }'
const MATCHED = `${BODY}\nreconciliation: { done: true, by: the desk, pendingCount: 0 }`

t.test('an incident that touched money ends only when a person says that the money is matched', async (t) => {
  const app = await startTestApp(t, {
    only: ['payment-code', 'online-payment'],
    variables: { RESOLVE_AFTER: '500ms' },
  })
  await app.until({ 'payment-code': 'operational', 'online-payment': 'operational' })
  app.sandbox.faults.add({ endpoint: 'payment_code', kind: 'error' })
  const { id } = await app.incident('it to be published', ({ publication }) => publication === 'published')
  await untilText(app, `/incidents/${id}`, /不要重复付款或充值/)
  await untilText(app, '/', /钱安全吗 正在核对/)
  const early = await runCliWith(app, ['incident', 'resolve', id, 'FILE'], MATCHED)
  t.match(early, { code: 1, err: /payment-code is still major_outage/ })

  app.sandbox.faults.healAll()
  await app.incident('its money to be checked', ({ phase }) => phase === 'reconciling')
  await untilHeadline(app, '/', '星桥钱包一切正常。')
  await untilText(app, `/incidents/${id}`, /服务已恢复，资金核对中/)
  await untilText(app, '/en', /Working again, money being checked/)
  t.match((await app.summary()).incidents, [{ id, status: 'monitoring' }])

  const reconcilingAt = (await app.incidents())[0]?.updates[0]?.at ?? NaN
  await eventually('several times the watching time to pass', async () => {
    const [look] = await recentObservations(app.db, { probeId: 'payment-code', limit: 1 })
    return (look?.at ?? 0) > reconcilingAt + 2_000
  })
  t.match(await app.incidents(), [{ id, phase: 'reconciling', resolvedAt: undefined }], 'no machine ends it')

  const unmatched = await runCliWith(app, ['incident', 'resolve', id, 'FILE'], BODY)
  t.match(unmatched, { code: 1, err: /reconciliation: missing/ })
  t.match(await app.incidents(), [{ id, phase: 'reconciling' }])
  t.match(await runCliWith(app, ['incident', 'resolve', id, 'FILE'], MATCHED), { code: 0 })
  t.match(await app.incidents(), [{ id, phase: 'resolved' }])
  await untilSummary(app, 'no incident', ({ incidents }) => incidents.length === 0)
  await untilText(app, `/en/incidents/${id}`, /All of it has been checked\./)
  await untilText(app, `/incidents/${id}`, /全部核对完毕。/)
  t.notMatch(await app.page(`/incidents/${id}`), 'the desk')
})
