/**
 * Gives back the memory that only the start or a crowd has needed: V8 keeps every page of heap it once had, 10 to 25 MB
 * of them, and lets go of them at no other collection. Holds up the thread for about a tenth of a second. Does nothing where
 * Node was begun without `--expose-gc`.
 */
export function giveMemoryBack(): void {
  // V8 forgets the shape of objects of which there are none at that moment. Node makes one for each call of nextTick, and
  // had to make them the slow way from then on: every page cost an eighth to a quarter more. So one waits meanwhile.
  process.nextTick(nothing)
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

function nothing(): void {
  // It is there to be there.
}
