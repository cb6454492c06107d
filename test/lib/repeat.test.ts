import { setTimeout as sleep } from 'node:timers/promises'

import t from 'tap'

import { repeat } from '../../src/lib/repeat.ts'

const errors: unknown[] = []

t.test('work is done again and again without overlapping itself', async (t) => {
  let running = 0
  let most = 0
  let runs = 0
  const { promise: thrice, resolve } = Promise.withResolvers<void>()
  const repeated = repeat(1, {
    onError: (error) => errors.push(error),
    async work() {
      most = Math.max(most, ++running)
      await sleep(5)
      running--
      if (++runs === 3) resolve()
    },
  })
  t.teardown(() => repeated.stop())
  await thrice
  t.equal(most, 1)
})

t.test('work that fails is tried again', async (t) => {
  let runs = 0
  const { promise: again, resolve } = Promise.withResolvers<void>()
  const repeated = repeat(1, {
    onError: (error) => errors.push(error),
    async work() {
      if (++runs === 2) resolve()
      throw new Error('not today')
    },
  })
  t.teardown(() => repeated.stop())
  await again
  t.match(errors, [{ message: 'not today' }])
})

t.test('stopping waits for the run under way and allows no other', async (t) => {
  let finished = 0
  const { promise: begun, resolve } = Promise.withResolvers<void>()
  const repeated = repeat(1, {
    onError: (error) => errors.push(error),
    async work() {
      resolve()
      await sleep(20)
      finished++
    },
  })
  await begun
  await repeated.stop()
  t.equal(finished, 1)
  await sleep(30)
  t.equal(finished, 1)
})
