import fc from 'fast-check'
import t from 'tap'

import type { OpeningHours } from '../../../src/domain/contact.ts'
import { openingAt } from '../../../src/help/hotline/opening-hours.ts'

const ZONE = 'Asia/Shanghai'
const weekdays: OpeningHours = { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }
const at = (time: string) => Date.parse(`${time}+08:00`)

void t.test('no hours mean around the clock', (t) => {
  t.same(openingAt({ hours: [] }, { zone: ZONE, calendar: [] }, at('2026-03-14T03:00')), { open: true })
  t.end()
})

void t.test('an open line says when it closes', (t) => {
  t.same(openingAt({ hours: [weekdays] }, { zone: ZONE, calendar: [] }, at('2026-03-13T17:59:59')), {
    open: true,
    changesAt: at('2026-03-13T18:00'),
  })
  t.end()
})

void t.test('the closing minute is closed, and the next opening lies beyond the weekend', (t) => {
  t.same(openingAt({ hours: [weekdays] }, { zone: ZONE, calendar: [] }, at('2026-03-13T18:00')), {
    open: false,
    changesAt: at('2026-03-16T09:00'),
  })
  t.end()
})

void t.test('a shift past midnight belongs to the day it began', (t) => {
  const night: OpeningHours = { weekdays: [5], from: '18:00', to: '02:00' }
  t.same(openingAt({ hours: [night] }, { zone: ZONE, calendar: [] }, at('2026-03-14T01:30')), {
    open: true,
    changesAt: at('2026-03-14T02:00'),
  })
  t.equal(openingAt({ hours: [night] }, { zone: ZONE, calendar: [] }, at('2026-03-15T01:30')).open, false)
  t.end()
})

void t.test('shifts that touch are one', (t) => {
  const morning: OpeningHours = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '12:00' }
  const afternoon: OpeningHours = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '12:00', to: '20:00' }
  t.same(openingAt({ hours: [morning, afternoon] }, { zone: ZONE, calendar: [] }, at('2026-03-14T11:00')), {
    open: true,
    changesAt: at('2026-03-14T20:00'),
  })
  t.end()
})

void t.test('a lunch break closes', (t) => {
  const morning: OpeningHours = { ...weekdays, to: '12:00' }
  const afternoon: OpeningHours = { ...weekdays, from: '13:30' }
  t.same(openingAt({ hours: [morning, afternoon] }, { zone: ZONE, calendar: [] }, at('2026-03-13T12:10')), {
    open: false,
    changesAt: at('2026-03-13T13:30'),
  })
  t.end()
})

void t.test('days that follow one another without a break never close', (t) => {
  const allDay: OpeningHours = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
  t.same(openingAt({ hours: [allDay] }, { zone: ZONE, calendar: [] }, at('2026-03-14T23:59')), { open: true })
  t.end()
})

void t.test('hours are wall time where clocks change', (t) => {
  // New York springs forward on 8 March 2026: 09:00 is 13:00 UTC from then on, 14:00 before.
  const daily: OpeningHours = { weekdays: [6, 7], from: '09:00', to: '17:00' }
  const opening = openingAt(
    { hours: [daily] },
    { zone: 'America/New_York', calendar: [] },
    Date.parse('2026-03-07T23:00:00Z'),
  )
  t.same(opening, { open: false, changesAt: Date.parse('2026-03-08T13:00:00Z') })
  t.end()
})

void t.test('the next change always lies ahead', (t) => {
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
  const hours = fc.record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    from: clock,
    to: clock,
  })
  fc.assert(
    fc.property(
      fc.array(hours, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 0, max: 4e12 }),
      (given, now) => {
        const { changesAt } = openingAt({ hours: given }, { zone: ZONE, calendar: [] }, now)
        return changesAt === undefined || changesAt > now
      },
    ),
    { numRuns: 60 },
  )
  t.end()
})
