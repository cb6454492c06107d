import fc from 'fast-check'
import t from 'tap'

import { weighReporters, type Reporter } from '../../src/judge/reporters.ts'

const from = (net: number, block: number, sender: number): Reporter => ({
  net: `n${net}`,
  block: `n${net} b${block}`,
  sender: `n${net} b${block} s${sender}`,
})
const many = (count: number, make: (index: number) => Reporter) =>
  Array.from({ length: count }, (_, index) => make(index))

t.test('people of unlike networks count one by one', async (t) => {
  t.equal(weighReporters(many(300, (index) => from(index, 0, 0))), 300)
  t.equal(weighReporters([]), 0)
})

t.test('one block and one network stay small, however many speak from them', async (t) => {
  t.ok(weighReporters(many(300, (index) => from(0, 0, index))) < 3, 'a /24')
  t.ok(weighReporters(many(300, (index) => from(0, index, 0))) < 4, 'a /16 of unlike /24')
  t.ok(weighReporters(many(65_536, (index) => from(0, index >> 8, index & 255))) < 4, 'a whole /16')
})

const reporter = fc.record({
  net: fc.integer({ min: 0, max: 5 }),
  block: fc.integer({ min: 0, max: 5 }),
  sender: fc.integer({ min: 0, max: 5 }),
})
const crowd = fc.array(reporter.map(({ net, block, sender }) => from(net, block, sender)))

t.test('nobody counts twice, nobody counts against, and a network is worth less than four', async () => {
  fc.assert(
    fc.property(crowd, crowd, (some, more) => {
      const weight = weighReporters(some)
      const together = weighReporters([...some, ...more])
      const nets = new Set(some.map(({ net }) => net)).size
      const senders = new Set(some.map(({ sender }) => sender)).size
      return (
        weighReporters([...some, ...some]) === weight &&
        together >= weight - 1e-9 &&
        weight >= nets - 1e-9 &&
        weight <= Math.min(4 * nets, senders) + 1e-9
      )
    }),
  )
})
