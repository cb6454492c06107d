import { setTimeout as wait } from 'node:timers/promises'

const ASK_EVERY_MS = 50
/** Far beyond what anything here takes, since the machine may be busy with other tests. */
const BOUND_MS = 20_000

/**
 * Asks again and again until there is an answer other than undefined or false, and answers it. Throws when there is
 * none within the bound, saying what was awaited.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  boundMs: number = BOUND_MS,
  everyMs: number = ASK_EVERY_MS,
): Promise<T> {
  const until = performance.now() + boundMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (performance.now() > until) throw new Error(`Waited ${boundMs} ms in vain for ${what}.`)
    await wait(everyMs)
  }
}
