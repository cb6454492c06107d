import t from 'tap'

import { heartbeat } from '../../src/record/beat.ts'
import { heartbeatOf } from '../../src/store/observations/heartbeats.ts'
import { openTestStore } from '../support/store.ts'

t.test('a beat says when the job reported and how it went', async (t) => {
  const { db } = await openTestStore(t)
  await heartbeat(db, { probeId: 'settlement', ok: true }, 1_000)
  await heartbeat(db, { probeId: 'settlement', ok: false }, 2_000)
  t.strictSame(await heartbeatOf(db, 'settlement'), { at: 2_000, ok: false })
})
