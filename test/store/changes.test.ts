import t from 'tap'

import type { Change } from '../../src/domain/change.ts'
import { appendChange, changesBetween, stateAt } from '../../src/store/changes.ts'
import { componentStates, saveComponentState } from '../../src/store/states.ts'
import { openTestStore } from '../support/store.ts'

const reason = { code: 'success_rate', componentId: 'bank', sample: { successRate: 0.78 } } as const

function change(different: Partial<Change>): Omit<Change, 'id'> {
  return {
    componentId: 'pay',
    from: 'operational',
    to: 'degraded',
    at: 10,
    recordedAt: 12,
    reason,
    ...different,
  }
}

t.test('a change gets an id and comes back whole, in the order of its time', async (t) => {
  const { db } = await openTestStore(t)
  const later = await appendChange(db, change({ at: 20, from: 'degraded', to: 'major_outage' }))
  const earlier = await appendChange(db, change({ at: 10 }))
  t.ok(earlier.id > later.id)
  t.strictSame(await changesBetween(db, { fromAt: 0, toAt: 100 }), [earlier, later])
})

t.test('a stretch of changes begins with its first instant and ends before its last', async (t) => {
  const { db } = await openTestStore(t)
  for (const at of [10, 20, 30]) await appendChange(db, change({ at }))
  const found = await changesBetween(db, { fromAt: 10, toAt: 30 })
  t.strictSame(
    found.map(({ at }) => at),
    [10, 20],
  )
})

t.test('changes of some components are found, and of none where none is named', async (t) => {
  const { db } = await openTestStore(t)
  for (const componentId of ['pay', 'bank', 'push']) await appendChange(db, change({ componentId }))
  const found = await changesBetween(db, { fromAt: 0, toAt: 99, componentIds: ['bank', 'push'] })
  t.strictSame(found.map(({ componentId }) => componentId).toSorted(), ['bank', 'push'])
  t.strictSame(await changesBetween(db, { fromAt: 0, toAt: 99, componentIds: [] }), [])
})

t.test('the state at an instant is what the last change until then made it', async (t) => {
  const { db } = await openTestStore(t)
  await appendChange(db, change({ at: 10, to: 'degraded' }))
  await appendChange(db, change({ at: 10, to: 'major_outage' }))
  await appendChange(db, change({ at: 20, to: 'operational' }))
  await appendChange(db, change({ at: 15, to: 'unknown', componentId: 'bank' }))
  t.equal(await stateAt(db, { componentId: 'pay', at: 9 }), undefined)
  t.equal(await stateAt(db, { componentId: 'pay', at: 10 }), 'major_outage')
  t.equal(await stateAt(db, { componentId: 'pay', at: 19 }), 'major_outage')
  t.equal(await stateAt(db, { componentId: 'pay', at: 20 }), 'operational')
})

t.test('a present state replaces the one before', async (t) => {
  const { db } = await openTestStore(t)
  await saveComponentState(db, {
    componentId: 'pay',
    state: 'unknown',
    sinceAt: 1,
    reason: { code: 'stale' },
  })
  await saveComponentState(db, { componentId: 'pay', state: 'degraded', sinceAt: 2, reason })
  await saveComponentState(db, { componentId: 'bank', state: 'operational', sinceAt: 3, reason })
  t.strictSame(
    await componentStates(db),
    new Map([
      ['bank', { state: 'operational', sinceAt: 3, reason }],
      ['pay', { state: 'degraded', sinceAt: 2, reason }],
    ]),
  )
})
