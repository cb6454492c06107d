import t from 'tap'

import { createPace, type Cause } from '../../src/publish/keeper/pace.ts'

/** Work that takes as long as the test says, on a stopwatch that moves with the real one. */
const paced = (tookMs: number, minGapMs: number) => {
  const begun: { cause: Cause; at: number }[] = []
  let offsetMs = 0
  const elapsedMs = () => performance.now() + offsetMs
  const pace = createPace({
    minGapMs,
    elapsedMs,
    work: async (cause) => {
      begun.push({ cause, at: elapsedMs() })
      offsetMs += tookMs
    },
  })
  return { pace, begun }
}

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise(setImmediate)
}

t.test('runs lie at least the gap apart', async (t) => {
  const { pace, begun } = paced(0, 40)
  t.teardown(() => pace.stop())
  await pace.now()
  pace.ask('changed')
  await until(() => begun.length === 2)
  t.ok(begun[1]!.at - begun[0]!.at >= 38, `${begun[1]!.at - begun[0]!.at} ms`)
})

t.test(
  'work that takes long is done rarely: a twentieth of the time, a fifth where something changed',
  async (t) => {
    const aged = paced(10, 1)
    t.teardown(() => aged.pace.stop())
    await aged.pace.now()
    aged.pace.ask('aged')
    await until(() => aged.begun.length === 2)
    const agedApart = aged.begun[1]!.at - aged.begun[0]!.at
    t.ok(agedApart >= 198, 'ageing waits for 20 times as long as the work took')

    const changed = paced(10, 1)
    t.teardown(() => changed.pace.stop())
    await changed.pace.now()
    changed.pace.ask('changed')
    await until(() => changed.begun.length === 2)
    const apart = changed.begun[1]!.at - changed.begun[0]!.at
    t.ok(apart >= 48 && apart < agedApart, `a change waits for 5 times as long, here ${apart} ms`)
  },
)

t.test('a change does not wait as long as the ageing that was asked for before it', async (t) => {
  const { pace, begun } = paced(20, 1)
  t.teardown(() => pace.stop())
  await pace.now()
  pace.ask('aged')
  pace.ask('changed')
  pace.ask('aged')
  await until(() => begun.length === 2)
  t.equal(begun[1]?.cause, 'changed')
  t.ok(begun[1]!.at - begun[0]!.at < 390)
})

t.test('two hundred who want it now share the run after the one under way', async (t) => {
  const { pace, begun } = paced(0, 0)
  t.teardown(() => pace.stop())
  await Promise.all(Array.from({ length: 200 }, () => pace.now()))
  t.equal(begun.length, 2)
})

t.test('nothing begins after it was stopped', async (t) => {
  const { pace, begun } = paced(0, 5)
  await pace.now()
  pace.ask('changed')
  await pace.stop()
  pace.ask('changed')
  await new Promise((resolve) => setTimeout(resolve, 30))
  t.equal(begun.length, 1)
})

t.test('a process that was halted for an hour in the midst of a run does not rest for hours', async (t) => {
  const { pace } = paced(3_600_000, 1)
  await pace.now()
  const timers = t.capture(globalThis, 'setTimeout', globalThis.setTimeout)
  pace.ask('aged')
  await pace.stop()
  t.strictSame(
    timers().map(({ args: [, delayMs] }) => Number(delayMs) <= 30_000),
    [true],
  )
})
