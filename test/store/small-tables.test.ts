import t from 'tap'

import { gapsBetween, insertGap } from '../../src/store/gaps.ts'
import { heartbeatOf, saveHeartbeat } from '../../src/store/observations/heartbeats.ts'
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
