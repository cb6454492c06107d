import t from 'tap'

import type { Probe } from '../../src/domain/probe.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { createLog } from '../../src/lib/log.ts'
import { createScheduler } from '../../src/schedule/scheduler.ts'
import { sampleProbe } from '../support/sample-probe.ts'

const log = createLog('silent')

function probe(id: string, fields: Partial<Probe> = {}): Probe {
  return sampleProbe({ id, cron: '* * * * * *', periodMs: 1_000, recheckMs: 50, ...fields })
}

/** Collects runs and lets a test await the n-th. */
function collector() {
  const runs: { probeId: string; plannedAt: number; at: number }[] = []
  const waiters: (() => void)[] = []
  return {
    runs,
    async run(probeId: string, plannedAt: number): Promise<void> {
      runs.push({ probeId, plannedAt, at: Date.now() })
      for (const wake of waiters.splice(0)) wake()
    },
    async until(done: () => boolean): Promise<void> {
      while (!done()) await new Promise<void>((resolve) => waiters.push(resolve))
    },
  }
}

/** Two zones hours apart, the first with another hour than this machine's. */
function zonesUnlikeThisMachines() {
  const now = new Date()
  const zones = ['Asia/Shanghai', 'America/New_York', 'Africa/Abidjan'].map((zone) => ({
    zone,
    hour: Number(now.toLocaleString('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' })),
  }))
  const apart = ({ hour }: { hour: number }) => (hour - now.getHours() + 24) % 24
  const [here, elsewhere] = zones.filter((one) => apart(one) > 1 && apart(one) < 23)
  if (here === undefined || elsewhere === undefined) throw new Error('No two zones are far from this one.')
  return [here, elsewhere] as const
}

t.test('every probe is looked at soon after the start, then again at each tick', async (t) => {
  const seen = collector()
  const scheduler = createScheduler({
    probes: [probe('a'), probe('b')],
    concurrency: 4,
    clock: systemClock,
    log,
    run: seen.run,
  })
  t.teardown(() => scheduler.stop())
  scheduler.start()
  await seen.until(() => seen.runs.filter(({ probeId }) => probeId === 'b').length >= 3)
  t.ok(seen.runs.filter(({ probeId }) => probeId === 'a').length >= 2)
})

t.test(
  'an expression is read in the zone of its probe, also beside the same one in another',
  { timeout: 20_000 },
  async (t) => {
    const seen = collector()
    const [here, elsewhere] = zonesUnlikeThisMachines()
    // This hour and the next, lest the hour ends meanwhile.
    const cron = `* * ${here.hour},${(here.hour + 1) % 24} * * *`
    const scheduler = createScheduler({
      probes: [probe('here', { cron, zone: here.zone }), probe('elsewhere', { cron, zone: elsewhere.zone })],
      concurrency: 2,
      clock: systemClock,
      log,
      run: seen.run,
    })
    t.teardown(() => scheduler.stop())
    scheduler.start()
    await seen.until(() => seen.runs.filter(({ probeId }) => probeId === 'here').length >= 3)
    t.equal(
      seen.runs.filter(({ probeId }) => probeId === 'elsewhere').length,
      1,
      'but for the look at the start',
    )
  },
)

t.test('probes of one expression are spread over its period and not launched together', async (t) => {
  const seen = collector()
  const ids = Array.from({ length: 10 }, (_, index) => `p${index}`)
  const scheduler = createScheduler({
    probes: ids.map((id) => probe(id)),
    concurrency: 10,
    clock: systemClock,
    log,
    run: seen.run,
  })
  t.teardown(() => scheduler.stop())
  scheduler.start()
  await seen.until(() => seen.runs.filter(({ probeId }) => probeId === 'p9').length >= 2)
  const tick = seen.runs.slice(10, 20).map(({ plannedAt }) => plannedAt)
  const steps = tick.slice(1).map((at, index) => at - (tick[index] ?? 0))
  t.ok(
    steps.every((step) => step > 50 && step <= 101),
    `a tenth of a second between neighbours, saw ${steps.join(', ')}`,
  )
})

t.test('a probe that is still looking is not started again', async (t) => {
  let concurrent = 0
  let most = 0
  let release = (): void => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const scheduler = createScheduler({
    probes: [probe('slow', { recheckMs: 1 })],
    concurrency: 4,
    clock: systemClock,
    log,
    async run() {
      concurrent++
      most = Math.max(most, concurrent)
      await held
      concurrent--
    },
  })
  scheduler.start()
  scheduler.recheck('slow')
  await new Promise((resolve) => setTimeout(resolve, 30))
  t.equal(most, 1)
  t.ok(scheduler.stats().overlaps >= 1)
  release()
  await scheduler.stop()
  t.equal(concurrent, 0, 'stopping waits for the look under way')
})

t.test('no more looks run at once than the cap allows', async (t) => {
  let running = 0
  let most = 0
  const done = collector()
  const scheduler = createScheduler({
    probes: Array.from({ length: 20 }, (_, index) =>
      probe(`p${index}`, { cron: '0 0 0 1 1 *', periodMs: 1 }),
    ),
    concurrency: 3,
    clock: systemClock,
    log,
    async run(probeId, plannedAt) {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
      await done.run(probeId, plannedAt)
    },
  })
  t.teardown(() => scheduler.stop())
  scheduler.start()
  await done.until(() => done.runs.length === 20)
  t.equal(most, 3)
})

t.test('a recheck comes after its delay, once however often it is asked for', async (t) => {
  const seen = collector()
  const scheduler = createScheduler({
    probes: [probe('a', { cron: '0 0 0 1 1 *', periodMs: 60_000 })],
    concurrency: 1,
    clock: systemClock,
    log,
    run: seen.run,
  })
  t.teardown(() => scheduler.stop())
  const askedAt = Date.now()
  scheduler.recheck('a')
  scheduler.recheck('a')
  await seen.until(() => seen.runs.length === 1)
  t.ok((seen.runs[0]?.at ?? 0) - askedAt >= 48, 'not before its delay')
  await new Promise((resolve) => setTimeout(resolve, 80))
  t.equal(seen.runs.length, 1)
})

t.test('a look that rejects is logged and the schedule goes on', async (t) => {
  let runs = 0
  const seen = collector()
  const scheduler = createScheduler({
    probes: [probe('a', { recheckMs: 1 })],
    concurrency: 1,
    clock: systemClock,
    log,
    async run(probeId, plannedAt) {
      await seen.run(probeId, plannedAt)
      if (++runs === 1) throw new Error('broken')
    },
  })
  t.teardown(() => scheduler.stop())
  scheduler.start()
  await seen.until(() => seen.runs.length >= 2)
  t.pass('looked again after the rejection')
})
