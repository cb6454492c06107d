import t from 'tap'

import { dayStarts, startOfDay, startOfNextDay, weekdaysBetween } from '../../src/lib/zone-days.ts'

const HOUR = 3_600_000
const at = (text: string) => Date.parse(text)

t.test('a day begins at midnight of the zone', async (t) => {
  t.equal(startOfDay('Asia/Shanghai', at('2026-03-14T23:59:59+08:00')), at('2026-03-14T00:00:00+08:00'))
  t.equal(startOfDay('Asia/Shanghai', at('2026-03-14T00:00:00+08:00')), at('2026-03-14T00:00:00+08:00'))
})

t.test('days are as long as their calendar makes them', async (t) => {
  const spring = at('2026-03-29T12:00:00+02:00')
  t.equal(startOfNextDay('Europe/Berlin', spring) - startOfDay('Europe/Berlin', spring), 23 * HOUR)
  const autumn = at('2026-10-25T12:00:00+01:00')
  t.equal(startOfNextDay('Europe/Berlin', autumn) - startOfDay('Europe/Berlin', autumn), 25 * HOUR)
})

t.test('the days between two moments begin with the one the first falls on', async (t) => {
  const starts = dayStarts('Asia/Shanghai', at('2026-03-14T10:00:00+08:00'), at('2026-03-16T00:00:00+08:00'))
  t.strictSame(starts, [at('2026-03-14T00:00:00+08:00'), at('2026-03-15T00:00:00+08:00')])
})

t.test('weekdays leave out Saturday and Sunday, and the day it is said on', async (t) => {
  // From a Friday morning to the Friday after.
  const friday = at('2026-03-13T10:00:00+08:00')
  t.equal(weekdaysBetween('Asia/Shanghai', friday, friday + 7 * 24 * HOUR), 5)
  t.equal(weekdaysBetween('Asia/Shanghai', friday, friday + 3 * 24 * HOUR), 1)
  t.equal(weekdaysBetween('Asia/Shanghai', friday, friday), 0)
})
