import type { Observation } from '../../domain/observation.ts'
import { evidenceOf } from './evidence.ts'
import type { RunnableProbe } from '../runnable-probe.ts'

/** What the canaries said last: neighbours that have nothing to do with the wallet and answer as long as our network works. */
export interface CanaryCheck {
  /** On the clock that only runs forward. */
  readonly beganAt: number
  /** Not one of them answered. */
  readonly silent: boolean
}

export interface Canaries {
  /** Looks at all of them at once; whoever asks meanwhile, or within `maxAgeMs` of the last check, shares the answer. */
  check(maxAgeMs: number): Promise<CanaryCheck>
}

interface CanariesDeps {
  readonly canaries: readonly RunnableProbe[]
  readonly look: (canary: RunnableProbe) => Promise<Observation>
  /** Time passed, ms. */
  readonly elapsed: () => number
}

export function createCanaries({ canaries, look, elapsed }: CanariesDeps): Canaries {
  let last: { check: Promise<CanaryCheck>; beganAt: number; running: boolean } | undefined

  async function run(beganAt: number): Promise<CanaryCheck> {
    const answers = await Promise.all(canaries.map(look))
    return { beganAt, silent: answers.every((answer) => evidenceOf(answer) !== 'answered') }
  }

  return {
    check(maxAgeMs) {
      const now = elapsed()
      if (last !== undefined && (last.running || now - last.beganAt < maxAgeMs)) return last.check
      const entry = { check: run(now), beganAt: now, running: true }
      last = entry
      entry.check = entry.check.finally(() => (entry.running = false))
      return entry.check
    },
  }
}
