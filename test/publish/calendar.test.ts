import t from 'tap'

import {
  dayStartsUntil,
  monthAt,
  monthBeside,
  monthNamed,
  nextDayAt,
} from '../../src/publish/snapshot/calendar.ts'
import { DAY, HOUR, NOON, ZONE } from './small-wallet.ts'

t.test('days begin at midnight of the zone', async (t) => {
  t.strictSame(dayStartsUntil(NOON, ZONE, 3), [
    NOON - 12 * HOUR - 2 * DAY,
    NOON - 12 * HOUR - DAY,
    NOON - 12 * HOUR,
  ])
  t.equal(nextDayAt(NOON, ZONE), NOON + 12 * HOUR)
})

t.test('a day has 23 or 25 hours where the clocks change', async (t) => {
  const lengths = (now: number) => {
    const starts = [...dayStartsUntil(now, 'Europe/Berlin', 2), nextDayAt(now, 'Europe/Berlin')]
    return starts.slice(1).map((at, index) => (at - starts[index]!) / HOUR)
  }
  t.strictSame(lengths(Date.UTC(2026, 2, 29, 12)), [24, 23])
  t.strictSame(lengths(Date.UTC(2026, 9, 25, 12)), [24, 25])
})

t.test('months are read, found and walked', async (t) => {
  const march = monthNamed('2026-03', ZONE)
  t.strictSame(march, { name: '2026-03', fromAt: Date.UTC(2026, 1, 28, 16), toAt: Date.UTC(2026, 2, 31, 16) })
  t.strictSame(monthAt(NOON, ZONE), march)
  t.equal(monthBeside(march!, -3, ZONE).name, '2025-12')
  for (const text of ['', '2026', '2026-13', '2026-3', '26-03', '2026-03-01', "2026-03' or 1=1"]) {
    t.equal(monthNamed(text, ZONE), undefined, text)
  }
})
