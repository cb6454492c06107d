import t from 'tap'

import { parseInstant } from '../../src/lib/instant.ts'

const EXPECTED = Date.parse('2026-03-14T05:50:00Z')

t.test('wall time is read in the zone, anything else carries its offset', async (t) => {
  for (const text of [
    '2026-03-14 13:50',
    '2026-03-14 13:50:00',
    '2026-03-14T13:50',
    '2026-03-14T13:50:00+08:00',
    '2026-03-14T05:50:00Z',
  ]) {
    t.equal(parseInstant(text, 'Asia/Shanghai'), EXPECTED, text)
  }
})

t.test('what is no moment is undefined', async (t) => {
  for (const text of [
    '',
    'tomorrow',
    '14.03.2026',
    '2026-02-30 10:00',
    '2026-03-14',
    '13:50',
    '2026-03-14 25:00',
  ]) {
    t.equal(parseInstant(text, 'Asia/Shanghai'), undefined, text)
  }
})
