import { setTimeout as sleep } from 'node:timers/promises'

import t from 'tap'

import { loop } from '../../src/lib/loop.ts'
import { eventually } from '../support/eventually.ts'

t.test(
  'work begins at once and again when it is poked, however often, but never beside itself',
  async (t) => {
    let runs = 0
    let underWay = 0
    const looping = loop(60_000, {
      work: async () => {
        runs += 1
        underWay += 1
        t.equal(underWay, 1)
        await sleep(20)
        underWay -= 1
      },
      onError: t.error,
    })
    t.teardown(() => looping.stop())
    looping.poke()
    looping.poke()
    looping.poke()
    await eventually('a second run', () => runs === 2 && underWay === 0)
    looping.poke()
    await eventually('a third run', () => runs === 3)
  },
)

t.test('work comes again after a while without being poked', async (t) => {
  let runs = 0
  const looping = loop(1, { work: async () => (runs += 1), onError: t.error })
  t.teardown(() => looping.stop())
  await eventually('some runs', () => runs > 3)
})

t.test('a run that fails is told of and does not end the loop', async (t) => {
  const errors: unknown[] = []
  let runs = 0
  const looping = loop(60_000, {
    work: async () => {
      runs += 1
      throw new Error('once more')
    },
    onError: (error) => errors.push(error),
  })
  t.teardown(() => looping.stop())
  await eventually('another run', () => runs === 2)
  t.equal(errors.length, 2)
})

t.test('stopping waits for the run under way, and nothing begins after it', async (t) => {
  let ended = 0
  const looping = loop(1, {
    work: async () => {
      await sleep(20)
      ended += 1
    },
    onError: t.error,
  })
  await looping.stop()
  t.equal(ended, 1)
  looping.poke()
  await sleep(50)
  t.equal(ended, 1)
})
