import fc from 'fast-check'
import t from 'tap'

import type { HolidayCalendar } from '../../../src/domain/holiday-calendar.ts'
import { bestTimeToday, waitPlace, type UsualWait } from '../../../src/help/hotline/usual-waits.ts'

const zone = 'Asia/Shanghai'
const at = (wall: string) => Date.parse(`2026-03-11T${wall}:00+08:00`)
const MINUTE = 60_000
const text = { 'zh-CN': '春节', en: 'Spring Festival' }
const calendar: HolidayCalendar = [
  {
    year: 2026,
    source: text,
    checkedOn: '2026-11-24',
    days: [
      { date: '2026-02-16', name: text, off: true },
      { date: '2026-02-28', name: text, off: false },
    ],
  },
]

/** Minutes by hour, each from `calls` calls. */
const usualOf = (minutes: Readonly<Record<number, number>>, calls = 40): (UsualWait | undefined)[] =>
  Array.from({ length: 24 }, (_, hour) => {
    const wait = minutes[hour]
    return wait === undefined ? undefined : { medianMs: wait * MINUTE, calls }
  })
const office = [{ fromAt: at('09:00'), toAt: at('18:00') }]

t.test(
  'holidays stand apart, a make-up day is marked as like nothing, hours are those of the zone',
  async (t) => {
    t.same(waitPlace(calendar, zone, at('09:30')), { row: 3, hour: 9, exchanged: false })
    t.match(waitPlace(calendar, zone, Date.parse('2026-02-16T10:00:00+08:00')), { row: 'holiday' })
    t.match(waitPlace(calendar, zone, Date.parse('2026-02-28T10:00:00+08:00')), { row: 1, exchanged: true })
    t.match(waitPlace([], zone, Date.parse('2026-02-28T20:00:00Z')), { row: 7, hour: 4 })
  },
)

for (const [what, minutes, now, expected] of [
  [
    'the peak is avoided',
    { 9: 12, 10: 10, 14: 2, 16: 5 },
    '09:10',
    { kind: 'later', fromAt: at('14:00'), toAt: at('15:00'), medianMs: 2 * MINUTE },
  ],
  [
    'hours that are over are not recommended',
    { 9: 1, 15: 6, 16: 4 },
    '15:10',
    { kind: 'later', fromAt: at('16:00') },
  ],
  [
    'now is said where nothing later is a minute better',
    { 10: 3, 15: 2.5 },
    '10:10',
    { kind: 'now', medianMs: 3 * MINUTE },
  ],
  ['the last minutes before closing are not recommended', { 17: 1 }, '17:50', { kind: 'over' }],
  ['closed hours do not count, however calm', { 10: 9, 20: 0 }, '10:00', { kind: 'now' }],
  [
    'before opening the first good hour is named',
    { 9: 2, 12: 2 },
    '07:00',
    { kind: 'later', fromAt: at('09:00') },
  ],
  ['after closing nothing is recommended', { 9: 2 }, '18:30', { kind: 'over' }],
  ['without figures nothing is recommended', {}, '10:00', { kind: 'unknown' }],
] as const) {
  t.test(what, async (t) => {
    t.match(bestTimeToday({ usual: usualOf(minutes), open: office, zone, now: at(now) }), expected)
  })
}

t.test('hours with few calls are never recommended', async (t) => {
  t.same(bestTimeToday({ usual: usualOf({ 14: 1 }, 9), open: office, zone, now: at('10:00') }), {
    kind: 'unknown',
  })
})

t.test('what is recommended is open, not over, and no longer a wait than now', async () => {
  const wait = fc.option(
    fc.record({ medianMs: fc.integer({ min: 0, max: 3_600_000 }), calls: fc.integer({ min: 1, max: 50 }) }),
    { nil: undefined },
  )
  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 })
  fc.assert(
    fc.property(
      fc.array(wait, { minLength: 24, maxLength: 24 }),
      minute,
      minute,
      minute,
      (usual, a, b, c) => {
        const open = [
          { fromAt: at('00:00') + Math.min(a, b) * MINUTE, toAt: at('00:00') + Math.max(a, b) * MINUTE },
        ]
        const now = at('00:00') + c * MINUTE
        const best = bestTimeToday({ usual, open, zone, now })
        if (best.kind !== 'later') return true
        const current = usual[Math.floor(c / 60)]
        const isOpenNow = open.some(({ fromAt, toAt }) => fromAt <= now && now <= toAt - 15 * MINUTE)
        const better =
          !isOpenNow ||
          current === undefined ||
          current.calls < 10 ||
          best.medianMs <= current.medianMs ||
          best.fromAt <= now
        return (
          best.toAt > now &&
          open.some(({ fromAt, toAt }) => fromAt <= best.fromAt && best.toAt <= toAt) &&
          better
        )
      },
    ),
  )
})
