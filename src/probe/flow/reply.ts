import type { JSONValue } from 'json-p3'

import type { Assertion, Step } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Quoted } from '../../domain/top-up.ts'
import { ExchangeError, messageOf } from '../exchange/exchange-error.ts'
import { asFault } from '../exchange/our-fault.ts'
import { LookEnded } from '../finding.ts'
import { failedStep } from '../explain/step.ts'
import type { Variables } from './template.ts'

/** What one request came to. */
export interface Reply {
  readonly outcome: Outcome
  /** One line: what was wanted and what was seen. */
  readonly summary: string
  /** The request as a step, after a token's where this request asked for one. */
  readonly steps: readonly Step[]
  /** The body as JSON, numbers as they were written; undefined where there is none. */
  readonly document: JSONValue
  readonly headers: Readonly<Record<string, string>>
  /** What was extracted; empty unless the answer was accepted. */
  readonly found: Variables
  /** What it quoted, where the step says where; absent unless the answer was accepted. */
  readonly quote?: Quoted
}

/** Whether a flow may go on after this. */
export function isAccepted(outcome: Outcome): boolean {
  return outcome === 'ok' || outcome === 'slow'
}

/** Adds assertions to the last step; where one does not hold, the reply is `otherwise` whatever it was. */
export function withAssertions(reply: Reply, added: readonly Assertion[], otherwise: Outcome): Reply {
  const broken = added.find(({ held }) => !held)
  const outcome = broken === undefined ? reply.outcome : otherwise
  const [last] = reply.steps.slice(-1)
  const assertions = [...(last?.assertions ?? []), ...added]
  return {
    ...reply,
    outcome,
    summary:
      broken === undefined
        ? reply.summary
        : `${last?.name}: ${broken.what}: wanted ${broken.wanted}, saw ${broken.seen}`,
    steps: changeLast(reply.steps, { outcome, assertions }),
  }
}

interface Failure {
  readonly name: string
  readonly sent?: string | undefined
  readonly error: unknown
  /** Whether the time was up when it failed. */
  readonly late?: boolean
}

/** A request that got no answer, or an answer that our script does not fit. */
export function failed({ name, sent, error, late = false }: Failure): Reply {
  const nothing = { document: undefined, headers: {}, found: new Map() }
  if (error instanceof LookEnded) {
    const { outcome, summary, steps } = error.finding
    return { outcome, summary: `${name}: ${summary}`, steps, ...nothing }
  }
  const fault = asFault(error)
  const step: Step & { error: string } =
    fault === undefined && error instanceof ExchangeError
      ? failedStep(name, sent ?? '', error)
      : {
          name,
          // Waiting for a token may end at the deadline; anything else here is a mistake of ours.
          outcome: late && fault === undefined ? 'tech_fail' : 'probe_fault',
          latencyMs: 0,
          ...(sent === undefined ? {} : { sent }),
          error: messageOf(fault ?? error),
        }
  return { outcome: step.outcome, summary: `${name}: ${step.error}`, steps: [step], ...nothing }
}

/** Changes the last step: the request itself. */
export function changeLast(steps: readonly Step[], change: Partial<Step>): readonly Step[] {
  return steps.map((step, index) => (index === steps.length - 1 ? { ...step, ...change } : step))
}

/** Steps that were not told before: a token's step comes with every request that uses the token. */
export function notYetTold(told: readonly Step[], steps: readonly Step[]): readonly Step[] {
  return steps.filter((step) => !told.includes(step))
}
