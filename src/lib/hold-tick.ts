import { createHook } from 'node:async_hooks'

let held: object | undefined

/**
 * Holds one of the objects that Node makes for every call of nextTick, for as long as the process lives. Where there is
 * none at the moment of a collection that is to save memory, V8 forgets what they look like, Node may make them the slow
 * way ever after (six times slower), and a page costs an eighth to a quarter more.
 */
export function holdTick(): void {
  const hook = createHook({
    init(_id, type, _trigger, tick) {
      if (type === 'TickObject') held ??= tick
    },
    // Else every await of this process would take twice as long for good, though the hook is there for one call.
    trackPromises: false,
  })
  hook.enable()
  process.nextTick(nothing)
  hook.disable()
}

function nothing(): void {
  // It is there to be there.
}
