import fc from 'fast-check'
import t from 'tap'

import { GIVE_UP_AFTER_MS, nextTry, restAfter } from '../../src/notify/backoff.ts'

const failure = fc.record({
  attempts: fc.nat(50),
  createdAt: fc.constant(0),
  retryAfterMs: fc.option(fc.nat(2 * GIVE_UP_AFTER_MS), { nil: undefined }),
  now: fc.nat(GIVE_UP_AFTER_MS),
  random: fc.double({ min: 0, max: 1, noNaN: true }),
})

t.test('a try comes later, never before the other side wants it, and never after a day', async () => {
  fc.assert(
    fc.property(failure, (given) => {
      const dueAt = nextTry(given)
      if (dueAt === undefined) return true
      return dueAt > given.now && dueAt >= given.now + (given.retryAfterMs ?? 0) && dueAt <= GIVE_UP_AFTER_MS
    }),
  )
})

t.test('tries grow apart up to an hour', async (t) => {
  const waits = [0, 1, 2, 3, 20].map((attempts) => nextTry({ attempts, createdAt: 0, now: 0, random: 1 }))
  t.strictSame(waits, [15_000, 30_000, 60_000, 120_000, 3_600_000])
})

t.test('those who failed together come back apart', async (t) => {
  const soon = nextTry({ attempts: 3, createdAt: 0, now: 0, random: 0 })
  const late = nextTry({ attempts: 3, createdAt: 0, now: 0, random: 1 })
  t.strictSame([soon, late], [60_000, 120_000])
})

t.test(
  'a transport that is down is tried again soon at first, and once a minute for as long as it takes',
  async (t) => {
    t.strictSame([1, 2, 3, 10, 1_000].map(restAfter), [1_000, 2_000, 4_000, 60_000, 60_000])
  },
)
