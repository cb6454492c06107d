import t from 'tap'

import type { OpeningHours } from '../../../src/domain/contact.ts'
import type { HolidayCalendar } from '../../../src/domain/holiday-calendar.ts'
import { hoursElsewhere } from '../../../src/help/hotline/hours-elsewhere.ts'
import type { Timetable } from '../../../src/help/hotline/opening-hours.ts'

const ZONE = 'Asia/Shanghai'
const DAILY: OpeningHours = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '22:00' }
const OFFICE: OpeningHours = { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }
const SPRING = { 'zh-CN': '春节', en: 'Spring Festival' }
const NIGHT: OpeningHours = { weekdays: [1], from: '18:00', to: '02:00' }

/** `03-14..03-20 00:00-14:00`: days by the clock of `zone` from 12:00 in Beijing on `day` on. */
function shown(zone: string, day: string, timetable: Timetable, calendar: HolidayCalendar = []): string[] {
  const now = Date.parse(`${day}T12:00+08:00`)
  const date = (at: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: zone, month: '2-digit', day: '2-digit' }).format(at)
  return hoursElsewhere(timetable, { zone: ZONE, calendar }, { zone, now }).map(
    ({ firstAt, lastAt, shifts }) => {
      const days = date(firstAt) === date(lastAt) ? date(firstAt) : `${date(firstAt)}..${date(lastAt)}`
      return [days, ...shifts.map(({ from, to }) => `${from}-${to}`)].join(' ')
    },
  )
}

function holds(what: string, asked: Parameters<typeof shown>, expected: readonly string[]): void {
  t.test(what, async (t) => t.strictSame(shown(...asked), expected))
}

holds(
  'a week like any other is one row',
  ['Asia/Tokyo', '2026-03-14', { hours: [DAILY] }],
  ['03-14..03-20 09:00-23:00'],
)
holds(
  'the week in which London puts its clocks forward has two',
  ['Europe/London', '2026-03-26', { hours: [DAILY] }],
  ['03-26..03-28 00:00-14:00', '03-29 00:00-15:00', '03-30..04-01 01:00-15:00'],
)
holds(
  'New York is half a day behind: it opens the evening before and closes the next morning, an hour earlier in winter',
  ['America/New_York', '2026-10-29', { hours: [DAILY] }],
  ['10-28..10-30 20:00-10:00', '10-31 20:00-09:00', '11-01..11-04 19:00-09:00'],
)
holds(
  'a quarter of an hour counts: Kathmandu',
  ['Asia/Kathmandu', '2026-03-19', { hours: [OFFICE] }],
  ['03-19..03-20 06:45-15:45', '03-23..03-25 06:45-15:45'],
)
holds(
  'Monday morning here is Sunday beyond the date line: Honolulu',
  ['Pacific/Honolulu', '2026-03-16', { hours: [OFFICE] }],
  ['03-15..03-19 15:00-24:00'],
)
holds(
  'Monday night here is Tuesday in Auckland, which is ahead',
  ['Pacific/Auckland', '2026-03-16', { hours: [NIGHT] }],
  ['03-16 23:00-07:00'],
)
holds(
  'a lunch break stays, and shifts that touch are one',
  [
    'Asia/Bangkok',
    '2026-03-16',
    {
      hours: [
        { weekdays: [1], from: '08:30', to: '11:30' },
        { weekdays: [1], from: '13:00', to: '15:00' },
        { weekdays: [1], from: '15:00', to: '17:00' },
      ],
    },
  ],
  ['03-16 07:30-10:30 12:00-16:00'],
)
holds(
  'the holidays and the make-up days are those of here',
  [
    'Europe/London',
    '2026-02-13',
    { hours: [OFFICE] },
    [
      {
        year: 2026,
        source: SPRING,
        checkedOn: '2026-01-01',
        days: [
          { date: '2026-02-14', name: SPRING, off: false },
          ...['15', '16', '17', '18', '19', '20', '21', '22', '23'].map((day) => ({
            date: `2026-02-${day}`,
            name: SPRING,
            off: true,
          })),
        ],
      },
    ],
  ],
  ['02-13..02-14 01:00-10:00'],
)
holds(
  'around the clock with a closed day is a day from noon to noon elsewhere',
  [
    'America/New_York',
    '2026-07-01',
    {
      hours: [],
      exceptions: [
        { from: '2026-07-02', to: '2026-07-07', hours: [], why: { 'zh-CN': '搬迁', en: 'Moving' } },
      ],
    },
  ],
  ['06-30 12:00-12:00', '07-07 12:00-12:00'],
)
holds(
  'what is closed for good has no row',
  [
    'Asia/Tokyo',
    '2026-03-14',
    {
      hours: [],
      holidayHours: [],
      exceptions: [{ from: '2026-03-01', to: '2026-04-01', hours: [], why: { en: 'x' } }],
    },
  ],
  [],
)
