import type { Outcome } from '../domain/outcome.ts'

const OUTCOMES_OF_HEALTH = ['ok', 'slow', 'pending', 'tech_fail'] as const satisfies readonly Outcome[]

/** What a look may come back with that speaks of health. */
export type HealthOutcome = (typeof OUTCOMES_OF_HEALTH)[number]

declare const packed: unique symbol

/**
 * When somebody looked, epoch ms, and what came back, in one number: the time in quarters of a millisecond, and which
 * quarter says the outcome. A list of plain numbers takes eight bytes a look where one of objects takes seventy, and ten
 * thousand probes have half a million looks in mind.
 */
export type Look = number & { readonly [packed]: true }

/** Of `at` the whole milliseconds are kept. */
export function lookOf(at: number, outcome: HealthOutcome): Look {
  const quarter = OUTCOMES_OF_HEALTH.indexOf(outcome)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only place where a number becomes a look
  return (Math.floor(at) * OUTCOMES_OF_HEALTH.length + quarter) as Look
}

export function atOf(look: Look): number {
  return Math.floor(look / OUTCOMES_OF_HEALTH.length)
}

export function healthOf(look: Look): HealthOutcome {
  const outcome = OUTCOMES_OF_HEALTH[look - atOf(look) * OUTCOMES_OF_HEALTH.length]
  if (outcome === undefined) throw new Error(`${look} is no look.`)
  return outcome
}
