import t from 'tap'

import { componentDays, saveComponentDays, type ComponentDay } from '../../src/store/component-days.ts'
import { gapsBetween, insertGap } from '../../src/store/gaps.ts'
import { heartbeatOf, saveHeartbeat } from '../../src/store/heartbeats.ts'
import { readSetting, writeSetting } from '../../src/store/settings.ts'
import { openTestStore } from '../support/store.ts'
import { DAY } from './looks.ts'

t.test('a setting is what was last written', async (t) => {
  const { db } = await openTestStore(t)
  t.equal(await readSetting(db, 'pulse_at'), undefined)
  await writeSetting(db, 'pulse_at', '1')
  await writeSetting(db, 'pulse_at', '2')
  t.equal(await readSetting(db, 'pulse_at'), '2')
})

t.test('gaps that overlap a stretch of time are found, oldest first', async (t) => {
  const { db } = await openTestStore(t)
  const gap = { fromAt: 150, toAt: 300, cause: 'own_network_down' } as const
  await insertGap(db, gap)
  await insertGap(db, { fromAt: 0, toAt: 100, cause: 'monitor_stopped' })
  await insertGap(db, { fromAt: 50, toAt: 101, cause: 'store_unavailable' })
  await insertGap(db, { fromAt: 200, toAt: 201, cause: 'monitor_stopped' })
  t.strictSame(await gapsBetween(db, { fromAt: 100, toAt: 200 }), [
    { fromAt: 50, toAt: 101, cause: 'store_unavailable' },
    gap,
  ])
})

t.test('the newest heartbeat counts, though an older one comes in after it', async (t) => {
  const { db } = await openTestStore(t)
  t.equal(await heartbeatOf(db, 'settlement'), undefined)
  await saveHeartbeat(db, { probeId: 'settlement', at: 20, ok: false })
  await saveHeartbeat(db, { probeId: 'settlement', at: 10, ok: true })
  t.strictSame(await heartbeatOf(db, 'settlement'), { at: 20, ok: false })
  await saveHeartbeat(db, { probeId: 'settlement', at: 30, ok: true })
  t.strictSame(await heartbeatOf(db, 'settlement'), { at: 30, ok: true })
})

t.test(
  'a heartbeat far older than the one before it shows that the clock was set back, and counts',
  async (t) => {
    const { db } = await openTestStore(t)
    await saveHeartbeat(db, { probeId: 'settlement', at: DAY, ok: false })
    await saveHeartbeat(db, { probeId: 'settlement', at: DAY - 3_600_000, ok: true })
    t.strictSame(await heartbeatOf(db, 'settlement'), { at: DAY - 3_600_000, ok: true })
  },
)

function day(componentId: string, dayAt: number, down: number): ComponentDay {
  const rest = { degraded: 1, partial_outage: 2, maintenance: 4, unknown: 5 }
  return { componentId, dayAt, ms: { operational: DAY - 12 - down, major_outage: down, ...rest } }
}

t.test('days come back as they went in, replaced when written again', async (t) => {
  const { db } = await openTestStore(t)
  const days = [day('bank', 0, 3), day('pay', 0, 0), day('pay', DAY, 7)]
  await saveComponentDays(db, [...days.slice(0, 2), day('pay', DAY, 1)])
  await saveComponentDays(db, days.slice(2))
  await saveComponentDays(db, [])
  t.strictSame(await componentDays(db, { fromDayAt: 0, toDayAt: 2 * DAY }), days)
  t.strictSame(await componentDays(db, { fromDayAt: 1, toDayAt: 2 * DAY }), days.slice(2))
  t.strictSame(await componentDays(db, { fromDayAt: 0, toDayAt: DAY }), days.slice(0, 2))
})

t.test('ninety days of many components are written at once', async (t) => {
  const { db } = await openTestStore(t)
  const days = Array.from({ length: 90 * 300 }, (_, i) => day(`c${i % 300}`, Math.floor(i / 300) * DAY, 0))
  await saveComponentDays(db, days)
  t.equal((await componentDays(db, { fromDayAt: 0, toDayAt: 90 * DAY })).length, 90 * 300)
})
