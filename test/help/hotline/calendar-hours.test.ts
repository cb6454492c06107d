import fc from 'fast-check'
import t from 'tap'

import type { OpeningHours } from '../../../src/domain/contact.ts'
import type { HolidayCalendar } from '../../../src/domain/holiday-calendar.ts'
import { openingAt, openSpansToday, type Timetable } from '../../../src/help/hotline/opening-hours.ts'

const SHANGHAI = 'Asia/Shanghai'
const text = (zh: string) => ({ 'zh-CN': zh, en: zh })
const festival = text('春节')
const days = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    date: `2026-02-${from + index}`,
    name: festival,
    off: true,
  }))
/** The Spring Festival of 2026, with two Saturdays worked. */
const calendar: HolidayCalendar = [
  {
    year: 2026,
    source: text('通知'),
    checkedOn: '2026-11-24',
    days: [
      { date: '2026-02-14', name: festival, off: false },
      ...days(15, 23),
      { date: '2026-02-28', name: festival, off: false },
    ],
  },
]

const working = [1, 2, 3, 4, 5]
const daily = [1, 2, 3, 4, 5, 6, 7]
const office: Timetable = { hours: [{ weekdays: working, from: '09:00', to: '18:00' }] }
const everyDay: Timetable = { hours: [{ weekdays: daily, from: '08:00', to: '22:00' }] }
const lunch: Timetable = {
  hours: [
    { weekdays: working, from: '08:30', to: '11:30' },
    { weekdays: working, from: '14:30', to: '17:00' },
  ],
}
const nights: Timetable = { hours: [{ weekdays: working, from: '20:00', to: '04:00' }] }
const allDay: Timetable = { hours: [] }
const short = { holidayHours: [{ from: '10:00', to: '16:00' }] }
const typhoon = {
  exceptions: [
    {
      from: '2026-03-11',
      to: '2026-03-12',
      hours: [{ from: '09:00', to: '12:00' }],
      why: text('台风'),
    },
  ],
}

const at = (wall: string, offset = '+08:00') => Date.parse(`${wall}:00${offset}`)
const open = (until: string) => ({ open: true, changesAt: at(until) })
const closed = (until: string) => ({ open: false, changesAt: at(until) })

for (const [what, timetable, now, expected] of [
  [
    'an office is closed all through the Spring Festival',
    office,
    '2026-02-16T10:00',
    closed('2026-02-24T09:00'),
  ],
  [
    'the evening before says when it opens after nine days',
    office,
    '2026-02-14T18:00',
    closed('2026-02-24T09:00'),
  ],
  ['a make-up Saturday has the hours of a Monday', office, '2026-02-14T10:00', open('2026-02-14T18:00')],
  [
    'the make-up Saturday after it is the next opening',
    office,
    '2026-02-27T18:30',
    closed('2026-02-28T09:00'),
  ],
  ['an ordinary Saturday stays closed', office, '2026-03-07T10:00', closed('2026-03-09T09:00')],
  ['what is open every day is open on holidays', everyDay, '2026-02-16T10:00', open('2026-02-16T22:00')],
  [
    'hours of their own hold on holidays',
    { ...everyDay, ...short },
    '2026-02-16T16:30',
    closed('2026-02-17T10:00'),
  ],
  [
    'an office may open for some hours of a holiday',
    { ...office, ...short },
    '2026-02-16T11:00',
    open('2026-02-16T16:00'),
  ],
  [
    'around the clock may still be short on holidays',
    { ...allDay, ...short },
    '2026-02-16T17:00',
    closed('2026-02-17T10:00'),
  ],
  [
    'around the clock closes into the first holiday',
    { ...allDay, ...short },
    '2026-02-14T12:00',
    open('2026-02-15T00:00'),
  ],
  [
    'an empty list of holiday hours is closed',
    { ...everyDay, holidayHours: [] },
    '2026-02-23T10:00',
    closed('2026-02-24T08:00'),
  ],
  ['a lunch break closes on a make-up Saturday too', lunch, '2026-02-28T12:00', closed('2026-02-28T14:30')],
  ['the night shift before a holiday runs to its end', nights, '2026-02-15T03:00', open('2026-02-15T04:00')],
  ['no night shift begins on a holiday', nights, '2026-02-16T21:00', closed('2026-02-24T20:00')],
  ['a typhoon shortens the day', { ...office, ...typhoon }, '2026-03-11T13:00', closed('2026-03-12T09:00')],
  [
    'the day after the typhoon is as any',
    { ...office, ...typhoon },
    '2026-03-12T13:00',
    closed('2026-03-13T09:00'),
  ],
  [
    'an exception wins over a holiday',
    {
      ...office,
      exceptions: [
        { from: '2026-02-16', to: '2026-02-16', hours: [{ from: '09:00', to: '10:00' }], why: text('值班') },
      ],
    },
    '2026-02-16T09:30',
    open('2026-02-16T10:00'),
  ],
] as const satisfies readonly (readonly [string, Timetable, string, object])[]) {
  t.test(what, async (t) => {
    t.match(openingAt(timetable, { zone: SHANGHAI, calendar }, at(now)), expected)
  })
}

t.test('a holiday, a make-up day and an exception say why', async (t) => {
  const why = (timetable: Timetable, now: string) =>
    openingAt(timetable, { zone: SHANGHAI, calendar }, at(now)).why?.['zh-CN']
  t.equal(why(office, '2026-02-16T10:00'), '春节')
  t.equal(why({ ...office, ...typhoon }, '2026-03-11T10:00'), '台风')
  t.equal(why(everyDay, '2026-02-16T10:00'), undefined)
  t.equal(why(office, '2026-03-10T10:00'), undefined)
})

t.test('over the year end a missing calendar is named, for those it matters to', async (t) => {
  const year = (timetable: Timetable, now: string) =>
    openingAt(timetable, { zone: SHANGHAI, calendar }, at(now)).unknownYear
  t.equal(year(office, '2026-12-31T19:00'), 2027)
  t.equal(year(office, '2026-12-30T19:00'), undefined)
  t.equal(year(everyDay, '2026-12-31T23:00'), undefined)
  t.equal(year({ ...allDay, ...short }, '2027-02-10T12:00'), undefined)
})

t.test('a night shift over a clock change keeps wall time', async (t) => {
  // New York falls back on 1 November 2026: 22:00 EDT to 06:00 EST are nine hours.
  const night: Timetable = { hours: [{ weekdays: daily, from: '22:00', to: '06:00' }] }
  const opening = openingAt(
    night,
    { zone: 'America/New_York', calendar: [] },
    at('2026-10-31T23:00', '-04:00'),
  )
  t.same(opening, { open: true, changesAt: at('2026-11-01T06:00', '-05:00') })
})

t.test('the open hours of today hold the end of last night', async (t) => {
  t.same(openSpansToday(nights, { zone: SHANGHAI, calendar }, at('2026-03-11T12:00')), [
    { fromAt: at('2026-03-11T00:00'), toAt: at('2026-03-11T04:00') },
    { fromAt: at('2026-03-11T20:00'), toAt: at('2026-03-12T00:00') },
  ])
  t.equal(openSpansToday(allDay, { zone: SHANGHAI, calendar }, at('2026-03-11T12:00')).length, 1)
})

t.test('whether it is open agrees with the open hours of the day, at every moment', async () => {
  const clock = fc.integer({ min: 0, max: 95 }).map((quarter) => {
    const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15]
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  })
  const shift = fc.record({ from: clock, to: clock }).filter(({ from, to }) => from !== to)
  const hours: fc.Arbitrary<OpeningHours> = fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), shift)
    .map(([weekdays, one]) => ({ weekdays, ...one }))
  const timetable: fc.Arbitrary<Timetable> = fc.record(
    {
      hours: fc.array(hours, { minLength: 1, maxLength: 3 }),
      holidayHours: fc.array(shift, { maxLength: 2 }),
    },
    { requiredKeys: ['hours'] },
  )
  const moment = fc.integer({ min: at('2026-02-10T00:00') / 60_000, max: at('2026-03-05T00:00') / 60_000 })
  fc.assert(
    fc.property(timetable, moment, (given, minute) => {
      const now = minute * 60_000
      const { open: isOpen } = openingAt(given, { zone: SHANGHAI, calendar }, now)
      const spans = openSpansToday(given, { zone: SHANGHAI, calendar }, now)
      return isOpen === spans.some(({ fromAt, toAt }) => fromAt <= now && now < toAt)
    }),
  )
})
