import fc from 'fast-check'
import t from 'tap'

import { quietUntil } from '../../src/notify/quiet-hours.ts'

const MINUTE = 60_000
const DAY = 1_440

const waits = (from: number, to: number, minute: number) => {
  const until = quietUntil({ from, to }, { now: minute * MINUTE, minute })
  return until === undefined ? 0 : until / MINUTE - minute
}

t.test('a night is quiet until its morning, over midnight too', async (t) => {
  const night = (minute: number) => waits(22 * 60, 8 * 60, minute)
  t.equal(night(23 * 60 + 30), 8.5 * 60)
  t.equal(night(0), 8 * 60)
  t.equal(night(7 * 60 + 59), 1)
  t.equal(night(8 * 60), 0)
  t.equal(night(21 * 60 + 59), 0)
  t.equal(night(22 * 60), 10 * 60)
})

t.test('a break at noon is quiet until it is over', async (t) => {
  t.equal(waits(12 * 60, 14 * 60, 12 * 60), 120)
  t.equal(waits(12 * 60, 14 * 60, 14 * 60), 0)
})

t.test('hours that end when they begin are none', async (t) => {
  t.equal(waits(600, 600, 600), 0)
})

t.test('quiet hours end on the minute they are to end, within a day, and are over then', async () => {
  const minute = fc.nat(DAY - 1)
  fc.assert(
    fc.property(minute, minute, minute, fc.nat(MINUTE - 1), (from, to, at, ms) => {
      const now = 10 * DAY * MINUTE + at * MINUTE + ms
      const until = quietUntil({ from, to }, { now, minute: at })
      if (until === undefined) return true
      const end = (until / MINUTE) % DAY
      return (
        end === to &&
        until > now &&
        until - now <= DAY * MINUTE &&
        quietUntil({ from, to }, { now: until, minute: end }) === undefined
      )
    }),
  )
})
