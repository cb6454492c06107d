import type { Phase } from '../../domain/observation.ts'

export type Phases = Partial<Record<Phase, number>>

/**
 * Splits the time of a look into phases, ms with one decimal. Phases of the same name add up, since a redirect goes
 * through all of them again.
 */
export class PhaseClock {
  readonly phases: Phases = {}
  /** What is being waited for; where a look fails, this is where it hung. */
  waitingFor: Phase = 'dns'
  #since = performance.now()

  /** Ends a phase now; `next` is what is waited for from here on. */
  lap(phase: Phase, next: Phase): void {
    const now = performance.now()
    this.phases[phase] = tenths((this.phases[phase] ?? 0) + now - this.#since)
    this.#since = now
    this.waitingFor = next
  }

  /** Forgets the time since the last phase ended, such as reading a redirect. */
  restart(): void {
    this.#since = performance.now()
    this.waitingFor = 'dns'
  }

  /** All phases together, ms. */
  totalMs(): number {
    return Object.values(this.phases).reduce((sum, ms) => sum + ms, 0)
  }

  /** Books the time since the last phase to the one that never ended. */
  breakOff(): void {
    this.lap(this.waitingFor, this.waitingFor)
  }
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10
}
