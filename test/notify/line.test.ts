import t, { type Test } from 'tap'

import type { Claimed } from '../../src/notify/claim.ts'
import { createLine } from '../../src/notify/line.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { openTestStore } from '../support/store.ts'

/** Makes a letter to an address, which is its name as well. */
async function letters(t: Test): Promise<(address: string) => Promise<Claimed>> {
  const { db } = await openTestStore(t)
  return async (address) => ({
    letter: address,
    subscriber: await addSubscriber(db, address, { transport: 'webhook', address }),
    deliveries: [],
    notices: [],
  })
}

t.test('operators, whose address is not known here, wait for no place at an origin', async (t) => {
  const letterTo = await letters(t)
  const line = createLine(1)
  line.add([await letterTo('duty'), await letterTo('deputy'), await letterTo('https://a.example/1')])
  t.strictSame(
    [line.begin(), line.begin(), line.begin()].map((begun) => begun?.letter.letter),
    ['duty', 'deputy', 'https://a.example/1'],
  )
  t.strictSame(line.busy(), ['https://a.example'])
})

t.test(
  'an origin is busy until one of its letters ends, and not while others of its are in line',
  async (t) => {
    const letterTo = await letters(t)
    const line = createLine(1)
    line.add([await letterTo('https://a.example/1'), await letterTo('https://a.example/2')])
    const first = line.begin()
    t.equal(line.begin(), undefined)
    t.strictSame(line.busy(), [], 'one is in line')
    line.clear()
    t.strictSame(line.busy(), ['https://a.example'])
    first?.end()
    t.strictSame(line.busy(), [])
  },
)
