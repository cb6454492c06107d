import * as fc from 'fast-check'
import t from 'tap'

import { idempotencyKey, orderedAt, orderNumber, orderPrefix } from '../../../src/probe/flow/order-number.ts'

const probeId = fc.string({ minLength: 1 })
const moment = fc.integer({ min: 0, max: 4_102_444_800_000 })

t.test('an order number is short, plain, and carries the probe and the moment', async () => {
  fc.assert(
    fc.property(probeId, moment, (id, at) => {
      const number = orderNumber(id, at)
      return (
        /^[A-Za-z0-9]{1,32}$/.test(number) &&
        number.startsWith(orderPrefix(id)) &&
        orderedAt(number, id) === at
      )
    }),
  )
})

t.test('the same look always asks for the same order, another look never does', async () => {
  fc.assert(
    fc.property(probeId, moment, moment, (id, at, later) => {
      return (orderNumber(id, at) === orderNumber(id, later)) === (at === later)
    }),
  )
})

t.test('an order of another probe, or of a person, is not ours', async (t) => {
  fc.assert(
    fc.property(probeId, probeId, moment, (id, other, at) => {
      return id === other || orderedAt(orderNumber(other, at), id) === undefined
    }),
  )
  for (const number of ['', 'ws', '20250101000001', `${orderPrefix('p')}zz`, `${orderPrefix('p')}0M5T3X0AB`])
    t.equal(orderedAt(number, 'p'), undefined, number)
})

t.test('each step of a look has its own idempotency key, and always the same one', async (t) => {
  const number = orderNumber('p', 1_700_000_000_000)
  t.match(idempotencyKey(number, 'create'), /^[a-z0-9]{32}$/)
  t.equal(idempotencyKey(number, 'create'), idempotencyKey(number, 'create'))
  t.not(idempotencyKey(number, 'create'), idempotencyKey(number, 'refund'))
  t.not(idempotencyKey(number, 'create'), idempotencyKey(orderNumber('p', 1_700_000_000_001), 'create'))
})
