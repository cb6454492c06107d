import t from 'tap'

import { timeOut } from '../../../src/publish/pages/incidents/time-out.ts'

t.test('matching money after service is back does not count as time out', async (t) => {
  t.equal(timeOut({ startedAt: 1_000, monitoringAt: 5_000, resolvedAt: 90_000 }), 4_000)
})

t.test('an incident that was never watched lasted until its end', async (t) => {
  t.equal(timeOut({ startedAt: 1_000, resolvedAt: 6_000 }), 5_000)
})

t.test('an incident that lasts has no length yet', async (t) => {
  t.equal(timeOut({ startedAt: 1_000, monitoringAt: 5_000 }), undefined)
})
