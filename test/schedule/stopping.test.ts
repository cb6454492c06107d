import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'

import t from 'tap'

import { systemClock } from '../../src/lib/clock.ts'
import { createLog } from '../../src/lib/log.ts'
import { createScheduler } from '../../src/schedule/scheduler.ts'
import { sampleProbe } from '../support/sample-probe.ts'

const RECHECK_MS = 10

/** A schedule with room for one look at a time, whose looks last until they are let go. */
function holdingScheduler(ids: readonly string[]) {
  const begun: string[] = []
  const held = Promise.withResolvers<void>()
  const firstBegun = Promise.withResolvers<void>()
  const scheduler = createScheduler({
    probes: ids.map((id) =>
      sampleProbe({ id, cron: '0 0 0 1 1 *', periodMs: ids.length, recheckMs: RECHECK_MS }),
    ),
    concurrency: 1,
    clock: systemClock,
    log: createLog('silent'),
    run(probeId) {
      begun.push(probeId)
      firstBegun.resolve()
      return held.promise
    },
  })
  return { scheduler, begun, firstBegun: firstBegun.promise, letGo: held.resolve }
}

t.test('looks that only waited for their turn are not begun while stopping', async (t) => {
  const { scheduler, begun, firstBegun, letGo } = holdingScheduler(['a', 'b', 'c'])
  scheduler.start()
  await firstBegun
  while (scheduler.stats().waiting < 2) await wait(1)
  const stopped = scheduler.stop()
  letGo()
  await stopped
  t.equal(begun.length, 1, `begun: ${begun.join(', ')}`)
  t.match(scheduler.stats(), { running: 0, waiting: 0 })
})

t.test('a recheck that is asked for after stopping starts no look', async (t) => {
  const { scheduler, begun } = holdingScheduler(['a'])
  await scheduler.stop()
  scheduler.recheck('a')
  await wait(RECHECK_MS * 4)
  t.strictSame(begun, [])
})

t.test('a recheck that is asked for while the last look ends starts none either', async (t) => {
  const { scheduler, begun, firstBegun, letGo } = holdingScheduler(['a'])
  scheduler.start()
  await firstBegun
  const stopped = scheduler.stop()
  await nextTurn()
  scheduler.recheck('a')
  letGo()
  await stopped
  await wait(RECHECK_MS * 4)
  t.strictSame(begun, ['a'])
})
