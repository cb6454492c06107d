import { createHook } from 'node:async_hooks'

let held: object | undefined

/**
 * Holds one of the objects that Node makes for every call of nextTick, for as long as the process lives. Where there is
 * none at the moment of a collection that is to save memory, V8 forgets what they look like, Node makes them the slow
 * way ever after (8 times slower), and a page costs an eighth to a quarter more. Answers the one it holds.
 */
export function holdTick(): object | undefined {
  const hook = createHook({
    init(_id, type, _trigger, tick) {
      if (type !== 'TickObject') return
      held = tick
      hook.disable()
    },
  })
  hook.enable()
  process.nextTick(nothing)
  return held
}

function nothing(): void {
  // It is there to be there.
}
