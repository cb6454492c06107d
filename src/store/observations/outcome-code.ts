import { OUTCOMES, type Outcome } from '../../domain/outcome.ts'

/**
 * Outcomes as one byte on disk. Numbers are for ever: never change or reuse one, whatever order the domain lists
 * its words in.
 */
const CODES: Readonly<Record<Outcome, number>> = {
  ok: 0,
  slow: 1,
  pending: 2,
  tech_fail: 3,
  business_decline: 4,
  throttled: 5,
  maintenance: 6,
  probe_fault: 7,
}

export function outcomeCode(outcome: Outcome): number {
  return CODES[outcome]
}

/** The outcome a stored number stands for; undefined for one that this version has never heard of. */
export function knownOutcome(code: number): Outcome | undefined {
  return OUTCOMES.find((word) => CODES[word] === code)
}

/** The same; throws on one that no version has written. */
export function outcomeOf(code: number): Outcome {
  const outcome = knownOutcome(code)
  if (outcome === undefined)
    throw new Error(`The database holds outcome ${code}, which this program does not know.`)
  return outcome
}
