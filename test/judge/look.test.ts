import * as fc from 'fast-check'
import t from 'tap'

import { atOf, lookOf, healthOf } from '../../src/judge/look.ts'

const outcomes = fc.constantFrom('ok', 'slow', 'pending', 'tech_fail')
/** Up to the year 10,000, and as far back. */
const instants = fc.double({ min: -253_402_300_800_000, max: 253_402_300_800_000, noNaN: true })

t.test('a look gives back the outcome it was made of, and the time in whole milliseconds', async () => {
  fc.assert(
    fc.property(instants, outcomes, (at, outcome) => {
      const look = lookOf(at, outcome)
      return atOf(look) === Math.floor(at) && healthOf(look) === outcome
    }),
  )
})
