import t from 'tap'

import type { HolidayCalendar } from '../../src/domain/holiday-calendar.ts'
import { calendarDay, workingDayAfter, workingDaysBetween } from '../../src/help/working-days.ts'

const zone = 'Asia/Shanghai'
const name = { 'zh-CN': '春节', en: 'Spring Festival' }
const source = { 'zh-CN': '通知', en: 'notice' }
const days = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ date: `2026-02-${from + index}`, name, off: true }))
/** The Spring Festival of 2026: nine days off, two Saturdays worked. */
const calendar: HolidayCalendar = [
  {
    year: 2026,
    source,
    checkedOn: '2026-11-24',
    days: [
      { date: '2026-02-14', name, off: false },
      ...days(15, 23),
      { date: '2026-02-28', name, off: false },
    ],
  },
]
const at = (wall: string) => Date.parse(`${wall}:00+08:00`)

t.test('a make-up Saturday is a working day and a holiday Monday is none', async (t) => {
  t.match(calendarDay(calendar, '2026-02-14'), { works: true, certain: true })
  t.match(calendarDay(calendar, '2026-02-16'), { works: false, holiday: { name } })
  t.match(calendarDay(calendar, '2026-02-28'), { works: true })
  t.match(calendarDay(calendar, '2026-03-07'), { works: false })
  t.match(calendarDay(calendar, '2026-03-09'), { works: true })
})

for (const [what, from, count, date, certain] of [
  ['the day itself is not counted', '2026-03-09T10:00', 1, '2026-03-10', true],
  ['a Friday evening ends on Monday', '2026-03-13T23:59', 1, '2026-03-16', true],
  ['over the Spring Festival, beginning on a worked Saturday', '2026-02-14T09:00', 1, '2026-02-24', true],
  ['up to the second make-up Saturday', '2026-02-13T09:00', 6, '2026-02-28', true],
  ['nought days on a working day are that day', '2026-03-09T10:00', 0, '2026-03-09', true],
  ['nought days on a holiday are the next working day', '2026-02-16T10:00', 0, '2026-02-24', true],
  ['a year that is not known is said to be uncertain', '2026-12-30T10:00', 3, '2027-01-04', false],
  ['the day is that of the zone, not of UTC', '2026-03-10T00:30', 1, '2026-03-11', true],
] as const) {
  t.test(`counting working days: ${what}`, async (t) => {
    t.strictSame(workingDayAfter(calendar, { at: at(from), zone, count }), { date, certain })
  })
}

t.test(
  'what is answered the same day took no working day, over the festival only worked days count',
  async (t) => {
    const between = (from: string, to: string) =>
      workingDaysBetween(calendar, { fromAt: at(from), toAt: at(to), zone })
    t.equal(between('2026-03-09T09:00', '2026-03-09T18:00'), 0)
    t.equal(between('2026-03-09T23:00', '2026-03-10T00:30'), 1)
    t.equal(between('2026-02-14T12:00', '2026-02-24T09:00'), 1)
  },
)
