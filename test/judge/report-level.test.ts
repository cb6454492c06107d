import fc from 'fast-check'
import t from 'tap'

import { alarmAt, calmBelow, CALM_FOR_MS, turnOfReports } from '../../src/judge/report-level.ts'
import { usualReports, type Peaks, type UsualReports } from '../../src/judge/usual-reports.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const WEEK = 7 * DAY
/** Monday, 9:20 in Shanghai. */
const NOW = Date.parse('2026-03-16T09:20:00+08:00')
const NINE = NOW - 20 * 60_000
const RULES = { windowMs: 1_800_000, floor: 10, factor: 3 }
const LONG_AGO = NOW - 100 * DAY

const usual = (peaks: Peaks, sinceAt = LONG_AGO) => usualReports(peaks, { now: NOW, sinceAt })
const known = (level: number, more: Partial<UsualReports> = {}): UsualReports => ({
  basis: 'weeks',
  level,
  spread: 0,
  recent: 0,
  ...more,
})
const mondays = (levels: readonly number[]) =>
  new Map(levels.map((level, back) => [NINE - (back + 1) * WEEK, level]))

t.test('what most Mondays have is usual on a Monday', async (t) => {
  t.match(usual(mondays([40, 42, 38, 41, 40, 39, 44, 40])), { basis: 'weeks', level: 40 })
  t.equal(alarmAt(usual(mondays([40, 40, 40, 40, 40, 40, 40, 40])), RULES), 120)
})

t.test('one outage in two months makes no habit', async (t) => {
  t.equal(usual(mondays([900, 1, 0, 2, 1, 1, 0, 1])).level, 1)
})

t.test('a habit that comes ten minutes early is the same habit', async (t) => {
  const early = new Map([1, 2, 3, 4, 5, 6, 7, 8].map((back) => [NINE - HOUR - back * WEEK, 30]))
  t.equal(usual(early).level, 30)
})

t.test(
  'without three weeks the days before say what is usual, and without three days nothing does',
  async (t) => {
    const days = new Map([1, 2, 3, 4, 5].map((back) => [NINE - back * DAY, 6]))
    t.match(usual(days, NOW - 6 * DAY), { basis: 'days', level: 6 })
    t.match(usual(days, NOW - 2 * DAY), { basis: 'nothing', level: 0 })
    t.equal(alarmAt(usual(new Map(), NOW), RULES), 20, 'twice the floor while nobody knows')
    t.equal(alarmAt(usual(new Map()), RULES), 10, 'the floor where nights are quiet')
  },
)

t.test('what strays a lot by habit needs more to stand out', async (t) => {
  t.ok(alarmAt(known(10, { spread: 10 }), RULES) > alarmAt(known(10), RULES))
})

t.test('what has been going on for hours is no fresh rise, but hides no outage either', async (t) => {
  t.equal(alarmAt(known(0, { recent: 9 }), RULES), 18)
  t.equal(alarmAt(known(0, { recent: 500 }), RULES), 30)
})

t.test('it rises at the alarm and calms only well below it, after a while', async (t) => {
  const present = { usual: known(2), rules: RULES, now: NOW }
  t.equal(turnOfReports({ kind: 'usual' }, { ...present, level: 9.9 }), undefined)
  t.equal(turnOfReports({ kind: 'usual' }, { ...present, level: 10 }), 'rise')
  t.equal(turnOfReports({ kind: 'more' }, { ...present, level: 7 }), undefined, 'still above half-way')
  t.equal(calmBelow(known(2), RULES), 6)
  const justNow = { ...present, level: 1, calmSinceAt: NOW - CALM_FOR_MS + 1 }
  t.equal(turnOfReports({ kind: 'more' }, justNow), undefined)
  t.equal(turnOfReports({ kind: 'more' }, { ...justNow, calmSinceAt: NOW - CALM_FOR_MS }), 'calm')
})

t.test('what a person has judged stays judged until it doubles or has calmed down', async (t) => {
  const present = { usual: known(2), rules: RULES, now: NOW }
  const closed = { kind: 'closed', level: 30 } as const
  t.equal(turnOfReports(closed, { ...present, level: 59 }), undefined)
  t.equal(turnOfReports(closed, { ...present, level: 60 }), 'rise')
  t.equal(turnOfReports(closed, { ...present, level: 1, calmSinceAt: NOW - CALM_FOR_MS }), 'calm')
})

t.test('whatever is usual, the alarm is above it and so is where calm ends', async () => {
  const level = fc.double({ min: 0, max: 1_000, noNaN: true })
  const rules = fc.record({
    windowMs: fc.constant(1),
    floor: fc.integer({ min: 5, max: 100 }),
    factor: fc.double({ min: 2, max: 10, noNaN: true }),
  })
  fc.assert(
    fc.property(level, level, level, rules, (one, spread, recent, of) => {
      const is = known(one, { spread, recent })
      return alarmAt(is, of) >= of.floor && alarmAt(is, of) > calmBelow(is, of) && calmBelow(is, of) > one
    }),
  )
})
