import type { Observation } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Log } from '../../lib/log.ts'

/** What an operator should hear of: the first look of a streak that only they can mend. */
export interface Concern {
  readonly observation: Observation
  readonly componentId: string
}

/** The concern that begins with this look, if one does: once a streak, not once a look. */
export function newConcern(
  before: Outcome | undefined,
  after: Outcome | undefined,
  concern: Concern,
): Concern | undefined {
  return after !== undefined && after !== before ? concern : undefined
}

/** How many are named in a line when many concerns begin together, as when a token that all use has run out. */
const MOST_NAMED = 5

/**
 * One warning for each streak that has begun, and one for all of them where several of a kind begin in one batch. To
 * be called when what it tells of is stored, so that a retried batch does not warn twice.
 */
export function warnOperators(log: Pick<Log, 'warn'>, concerns: readonly Concern[]): void {
  for (const [outcome, alike] of Map.groupBy(concerns, ({ observation }) => observation.outcome)) {
    const [first] = alike
    if (first === undefined) continue
    const { probeId, place, at, explanation } = first.observation
    const facts = { probeId, componentId: first.componentId, place, at, outcome, found: explanation?.summary }
    const more = alike.slice(1, MOST_NAMED).map(({ observation }) => observation.probeId)
    const others = alike.length === 1 ? {} : { probes: alike.length, alsoProbeIds: more }
    log.warn({ ...facts, ...others }, messageOf(outcome))
  }
}

function messageOf(outcome: Outcome): string {
  if (outcome === 'business_decline') return DECLINED
  // A failure of theirs is no concern of ours; it comes here only where the probe has never succeeded (proof.ts).
  return outcome === 'probe_fault' ? FAULT : UNPROVEN
}

const DECLINED =
  'They refuse our test transactions; this is not shown as an outage. Check the test account, its balance and limits.'
const FAULT =
  'A probe of ours is faulty, so what it looks at will be shown as unknown. Check its token, certificate and options.'
const UNPROVEN =
  'A probe fails that has never succeeded, so what it looks at will be shown as unknown until it does. Check its address and what it expects.'
