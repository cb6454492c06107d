import t from 'tap'

import { createComponentHistory, HISTORY_DAYS } from '../../src/publish/snapshot/component-history.ts'
import { componentStates } from '../../src/store/states.ts'
import type { Db } from '../../src/store/open.ts'
import { openTestStore } from '../support/store.ts'
import { countQueries } from './count-queries.ts'
import { recordState } from './record-state.ts'
import { DAY, HOUR, MINUTE, NOON, ZONE } from './small-wallet.ts'

const componentIds = ['payment', 'bank']

const refreshed = async (db: Db, now: number) => {
  const history = createComponentHistory({ zone: ZONE, componentIds })
  await history.refresh(db, await componentStates(db), now)
  return history
}

t.test('a component nobody has seen has ninety unknown days and no uptime', async (t) => {
  const { db } = await openTestStore(t)
  const { days, uptime } = (await refreshed(db, NOON)).of('payment')
  t.equal(days.length, HISTORY_DAYS)
  t.ok(days.every(({ worst }) => worst === 'unknown'))
  t.strictSame(uptime, { coverage: 0, downMs: 0, degradedMs: 0 })
})

t.test('days show the worst state and how long each lasted, today up to now', async (t) => {
  const { db } = await openTestStore(t)
  await recordState(db, { componentId: 'payment', to: 'operational', at: NOON - 200 * DAY })
  await recordState(db, { componentId: 'payment', to: 'major_outage', at: NOON - 2 * DAY })
  await recordState(db, { componentId: 'payment', to: 'operational', at: NOON - 2 * DAY + HOUR })
  const { days, uptime } = (await refreshed(db, NOON)).of('payment')
  t.equal(days.at(-3)?.worst, 'major_outage')
  t.equal(days.at(-3)?.ms.major_outage, HOUR)
  t.equal(days.at(-3)?.ms.operational, 23 * HOUR)
  t.equal(days.at(-2)?.worst, 'operational')
  t.equal(days.at(-1)?.at, NOON - 12 * HOUR)
  t.equal(days.at(-1)?.ms.operational, 12 * HOUR)
  t.equal(uptime.downMs, HOUR)
  t.equal(uptime.coverage, 1)
})

t.test(
  'a change that is told of later, at an earlier time, is in the days at the next refresh',
  async (t) => {
    const { db } = await openTestStore(t)
    await recordState(db, { componentId: 'payment', to: 'operational', at: NOON - 200 * DAY })
    const history = await refreshed(db, NOON)
    await recordState(db, { componentId: 'payment', to: 'partial_outage', at: NOON - 13 * HOUR })
    await history.refresh(db, await componentStates(db), NOON + MINUTE)
    const { days } = history.of('payment')
    t.equal(days.at(-2)?.ms.partial_outage, HOUR)
    t.equal(days.at(-1)?.ms.partial_outage, 12 * HOUR + MINUTE)
  },
)

t.test('an outage that goes on grows with every refresh', async (t) => {
  const { db } = await openTestStore(t)
  await recordState(db, { componentId: 'bank', to: 'major_outage', at: NOON - HOUR })
  const history = await refreshed(db, NOON)
  await history.refresh(db, await componentStates(db), NOON + 1_000)
  t.equal(history.of('bank').uptime.downMs, HOUR + 1_000)
})

t.test('the day turns: yesterday is finished and the oldest day leaves', async (t) => {
  const { db } = await openTestStore(t)
  await recordState(db, { componentId: 'bank', to: 'degraded', at: NOON - HOUR })
  const history = await refreshed(db, NOON)
  const [, second] = history.of('bank').days
  await history.refresh(db, await componentStates(db), NOON + 12 * HOUR + MINUTE)
  const { days } = history.of('bank')
  t.equal(days.length, HISTORY_DAYS)
  t.equal(days[0]?.at, second?.at)
  t.equal(days.at(-2)?.ms.degraded, 13 * HOUR)
  t.equal(days.at(-1)?.ms.degraded, MINUTE)
})

t.test(
  'between two changes the store is asked for nothing, and the past stays the same object while it reads the same',
  async (t) => {
    const { db } = await openTestStore(t)
    await recordState(db, { componentId: 'payment', to: 'operational', at: NOON - HOUR })
    const counted = countQueries(db)
    const history = await refreshed(counted.db, NOON)
    const states = await componentStates(db)
    const before = history.of('payment')
    const asked = counted.count()
    for (const now of [NOON + 1_000, NOON + 2 * MINUTE]) {
      await history.refresh(counted.db, states, now)
      t.equal(history.of('payment'), before)
    }
    await history.refresh(counted.db, states, NOON + HOUR)
    t.not(history.of('payment'), before, 'a share that is shown has moved')
    t.match(history.of('payment').days.at(-1)?.ms, { operational: 2 * HOUR })
    t.equal(counted.count(), asked)
  },
)

t.test('how long nobody has seen a component is brought up to date every minute', async (t) => {
  const { db } = await openTestStore(t)
  const history = await refreshed(db, NOON)
  await history.refresh(db, new Map(), NOON + 30_000)
  t.equal(history.of('bank').days.at(-1)?.ms.unknown, 12 * HOUR)
  await history.refresh(db, new Map(), NOON + MINUTE)
  t.equal(history.of('bank').days.at(-1)?.ms.unknown, 12 * HOUR + MINUTE)
})

t.test('a change asks for one component only', async (t) => {
  const { db } = await openTestStore(t)
  const history = await refreshed(db, NOON)
  const before = history.of('payment')
  await recordState(db, { componentId: 'bank', to: 'degraded', at: NOON })
  await history.refresh(db, await componentStates(db), NOON + 1_000)
  t.equal(history.of('payment'), before)
  t.equal(history.of('bank').days.at(-1)?.worst, 'degraded')
})

t.test('a share of the time seen that moves by itself is not left as it was', async (t) => {
  const { db } = await openTestStore(t)
  await recordState(db, { componentId: 'bank', to: 'maintenance', at: NOON - 200 * DAY })
  await recordState(db, { componentId: 'bank', to: 'major_outage', at: NOON - 12 * HOUR })
  await recordState(db, { componentId: 'bank', to: 'operational', at: NOON - 11 * HOUR })
  const history = await refreshed(db, NOON)
  await history.refresh(db, await componentStates(db), NOON + HOUR)
  t.match(history.of('bank').uptime, { coverage: 1, ratio: 12 / 13 })
})

t.test('a day that has just begun is a day of its state a minute later', async (t) => {
  const { db } = await openTestStore(t)
  await recordState(db, { componentId: 'bank', to: 'operational', at: NOON - 200 * DAY })
  const midnight = NOON + 12 * HOUR
  const history = await refreshed(db, midnight)
  await history.refresh(db, await componentStates(db), midnight + MINUTE)
  t.equal(history.of('bank').days.at(-1)?.worst, 'operational')
})
