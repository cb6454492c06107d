/** By then most of what is probed has been looked at, and what is read most has been made once, ms. */
export const STARTED_UP_AFTER_MS = 20_000
/** What a crowd needed is not kept for good; a tenth of a second an hour is not much. */
const GIVE_BACK_EVERY_MS = 3_600_000

/** Gives memory back once the start is over, and every hour from then on. */
export function giveMemoryBackRegularly(give: () => void = giveMemoryBack): { stop(): void } {
  const once = setTimeout(give, STARTED_UP_AFTER_MS)
  const hourly = setInterval(give, GIVE_BACK_EVERY_MS)
  return {
    stop() {
      clearTimeout(once)
      clearInterval(hourly)
    },
  }
}

/**
 * Gives back the memory that only the start or a crowd has needed: V8 keeps every page of heap it once had, 10 to 25 MB
 * of them, and lets go of them at no other collection. Holds up the thread for about a tenth of a second. Does nothing
 * where Node was begun without `--expose-gc`.
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
