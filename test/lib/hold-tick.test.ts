import { createHook } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

import t from 'tap'

import { holdTick } from '../../src/lib/hold-tick.ts'
import { collect } from '../support/heap.ts'

/** Whether the tick that `begin` has made is still there after a collection. */
async function isThereLater(begin: () => unknown): Promise<boolean> {
  let tick: WeakRef<object> | undefined
  const hook = createHook({
    init(_id, type, _trigger, made) {
      if (type === 'TickObject') tick ??= new WeakRef(made)
    },
  })
  hook.enable()
  begin()
  hook.disable()
  await sleep(10)
  collect()
  if (tick === undefined) throw new Error('There was no tick.')
  return tick.deref() !== undefined
}

t.test('a tick that is held outlives collections, any other does not', async (t) => {
  t.notOk(await isThereLater(() => process.nextTick(() => {})))
  t.ok(await isThereLater(holdTick))
})
