import * as fc from 'fast-check'
import t from 'tap'

import { STATES } from '../../src/domain/state.ts'
import { daysOf, noTime, uptimeOf } from '../../src/judge/uptime.ts'
import { HOUR } from './looks.ts'

const DAY = 24 * HOUR
const day = (...ms: readonly (readonly [(typeof STATES)[number], number])[]) => ({
  ms: { ...noTime(), ...Object.fromEntries(ms) },
})

t.test('a day is cut at its changes, and a state lasts past midnight', async (t) => {
  const days = daysOf({
    changes: [
      { at: 20 * HOUR, to: 'major_outage' },
      { at: DAY + 2 * HOUR, to: 'operational' },
    ],
    initial: 'operational',
    fromAt: 0,
    toAt: 2 * DAY,
    dayStarts: [0, DAY],
  })
  t.match(days, [
    { at: 0, ms: { operational: 20 * HOUR, major_outage: 4 * HOUR } },
    { at: DAY, ms: { operational: 22 * HOUR, major_outage: 2 * HOUR } },
  ])
})

t.test('a day that is not over counts as far as it has come', async (t) => {
  const [today] = daysOf({ changes: [], initial: 'unknown', fromAt: 0, toAt: 5 * HOUR, dayStarts: [0] })
  t.equal(today?.ms.unknown, 5 * HOUR)
})

t.test('maintenance stands apart, and time in the dark tells in the coverage only', async (t) => {
  const figures = uptimeOf([day(['operational', 8], ['major_outage', 2], ['maintenance', 5], ['unknown', 5])])
  t.strictSame(figures, { ratio: 0.8, coverage: 0.75, downMs: 2, degradedMs: 0 })
})

t.test('impaired is not out', async (t) => {
  const figures = uptimeOf([day(['operational', 5], ['degraded', 3]), day(['partial_outage', 2])])
  t.strictSame(figures, { ratio: 1, coverage: 1, downMs: 0, degradedMs: 5 })
})

t.test('nothing seen has no uptime at all, rather than 100 %', async (t) => {
  t.strictSame(uptimeOf([day(['unknown', 10])]), { coverage: 0, downMs: 0, degradedMs: 0 })
  t.strictSame(uptimeOf([]), { coverage: 0, downMs: 0, degradedMs: 0 })
})

const changes = fc
  .array(fc.record({ at: fc.integer({ min: 0, max: 5 * DAY - 1 }), to: fc.constantFrom(...STATES) }), {
    maxLength: 40,
  })
  .map((some) => some.toSorted((a, b) => a.at - b.at))

t.test('the states of a day sum to the day', async () => {
  // Two days as short and as long as clocks make them in spring and autumn.
  const dayStarts = [0, DAY, 2 * DAY - HOUR, 3 * DAY, 4 * DAY]
  fc.assert(
    fc.property(changes, fc.constantFrom(...STATES), (some, initial) =>
      daysOf({ changes: some, initial, fromAt: 0, toAt: 5 * DAY, dayStarts }).every(({ at, ms }, index) => {
        const length = (dayStarts[index + 1] ?? 5 * DAY) - at
        return Object.values(ms).reduce((sum, one) => sum + one, 0) === length
      }),
    ),
  )
})

t.test('unknown never counts as up', async () => {
  const ms = fc.nat(DAY)
  fc.assert(
    fc.property(ms, ms, ms, (operational, major_outage, unknown) => {
      const withDark = uptimeOf([
        day(['operational', operational], ['major_outage', major_outage], ['unknown', unknown]),
      ])
      const without = uptimeOf([day(['operational', operational], ['major_outage', major_outage])])
      return withDark.ratio === without.ratio && (unknown === 0 || withDark.coverage < 1)
    }),
  )
})
