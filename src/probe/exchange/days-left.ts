import type { Assertion } from '../../domain/observation.ts'

const DAY_MS = 86_400_000

/** Whole days until a certificate runs out; negative once it has. */
export function daysLeft(validToAt: number, now: number): number {
  return Math.floor((validToAt - now) / DAY_MS)
}

/**
 * Says how long a certificate still holds. One that nears its end is a matter for operators and harms no reader, so
 * an assertion that did not hold leaves the outcome as it is; one that has run out fails the handshake anyway.
 */
export function testDaysLeft(what: string, wanted: number, left: number): Assertion {
  return { what, wanted: `at least ${wanted} days left`, seen: `${left} days left`, held: left >= wanted }
}
