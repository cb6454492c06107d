import type { Assertion, Step } from '../../domain/observation.ts'
import { testLatency } from '../expect/latency.ts'
import type { Finding } from '../finding.ts'

/** What a look of one step came to, with everything it asserts. */
export interface Found {
  readonly step: Pick<Step, 'name' | 'sent' | 'phases'> & { readonly latencyMs: number }
  /** What must hold, or the target has failed. */
  readonly musts: readonly Assertion[]
  /** What operators ought to know though it harms no reader. */
  readonly warnings?: readonly Assertion[]
  /** Longest time that is still ok, ms. */
  readonly budgetMs: number | undefined
  /** What there is to say when all is well. */
  readonly summary: string
}

/** The finding of a look whose target answered. */
export function found({ step, musts, warnings = [], budgetMs, summary }: Found): Finding {
  const budget = testLatency(step.latencyMs, budgetMs)
  const assertions = [...musts, ...budget, ...warnings]
  const outcome = !musts.every(({ held }) => held)
    ? 'tech_fail'
    : budget.every(({ held }) => held)
      ? 'ok'
      : 'slow'
  const broken = assertions.filter(({ held }) => !held).map(tell)
  return {
    outcome,
    summary: broken.length > 0 ? broken.join('; ') : summary,
    steps: [{ ...step, outcome, assertions }],
    latencyMs: step.latencyMs,
    warnings: warningLines(warnings),
  }
}

/** The warnings that came true, for operators: `certificate: 9 days left`. */
export function warningLines(warnings: readonly Assertion[]): string[] {
  return warnings.filter(({ held }) => !held).map(({ what, seen }) => `${what}: ${seen}`)
}

function tell({ what, wanted, seen }: Assertion): string {
  return `${what}: wanted ${wanted}, saw ${seen}`
}
