import { createHook } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import t from 'tap'

import { holdTick } from '../../src/lib/hold-tick.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

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
