import fc from 'fast-check'
import t from 'tap'

import { STATES, type State } from '../../src/domain/state.ts'
import { noTime } from '../../src/judge/uptime.ts'
import type { PublicDay } from '../../src/publish/snapshot/snapshot.ts'
import { countDays, stripPaths } from '../../src/publish/drawings/strip.ts'

const DAY = 86_400_000

function day(worst: State, lostMinutes = 0): PublicDay {
  return { at: 0, worst, ms: { ...noTime(), [worst]: lostMinutes * 60_000 } }
}

void t.test('ninety clean days are one short line', (t) => {
  t.same(stripPaths(Array.from({ length: 90 }, () => day('operational'))), [
    { state: 'operational', d: 'M0 6h359' },
  ])
  t.end()
})

void t.test('a day that lost more is cut deeper', (t) => {
  const height = (minutes: number) => {
    const [path] = stripPaths([day('degraded', minutes)])
    return Number(/v-(\d+)/.exec(path?.d ?? '')?.[1])
  }
  t.ok(height(1440) < height(60))
  t.ok(height(60) < height(2))
  t.ok(height(1440) > 0)
  t.end()
})

void t.test('an outage carries a cap that no other state has', (t) => {
  const caps = STATES.filter((state) => /M[\d.]+ 2v-2/.test(stripPaths([day(state, 30)])[0]?.d ?? ''))
  t.same(caps, ['major_outage'])
  t.end()
})

void t.test('every day is counted once, gravest first', (t) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...STATES), { maxLength: 90 }), (states) => {
      const days = states.map((state) => day(state, DAY / 60_000))
      const total = countDays(days).reduce((sum, { count }) => sum + count, 0)
      return total === days.length && stripPaths(days).length === new Set(states).size
    }),
  )
  t.same(countDays([day('operational'), day('major_outage'), day('operational')]), [
    { state: 'major_outage', count: 1 },
    { state: 'operational', count: 2 },
  ])
  t.end()
})
