import t from 'tap'

import { createAskingPace } from '../../src/http/askers/asking-pace.ts'

/** How many of so many requests, each from an address of its own, are let through within ten minutes. */
function passed(count: number, address: (index: number) => string): number {
  const pace = createAskingPace(() => 0)
  return Array.from({ length: count }, (_, index) => pace(address(index))).filter(
    (waitMs) => waitMs === undefined,
  ).length
}

const hex = (number: number) => number.toString(16)

t.test('a whole IPv6 /48 asks three hundred times, whatever homes of it are used', async (t) => {
  t.equal(
    passed(2_000, (index) => `2001:db8:7:${hex(index * 31)}::1`),
    300,
  )
})

t.test('a provider’s whole network asks twenty thousand times, of either kind', async (t) => {
  t.equal(
    passed(30_000, (index) => `2001:db8:${hex(index)}::1`),
    20_000,
  )
  t.equal(
    passed(30_000, (index) => `198.51.${index % 250}.${Math.trunc(index / 250)}`),
    20_000,
  )
})

t.test('whoever floods takes nothing from those in other networks', async (t) => {
  const pace = createAskingPace(() => 0)
  for (let index = 0; index < 60_000; index += 1) pace(`2001:db8:${hex(index)}::1`)
  t.equal(pace('2001:db9::1'), undefined)
  t.not(pace('2001:db8::1'), undefined, 'and is not forgotten for the flood of it')
})
