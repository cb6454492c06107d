import type { Assertion, Explanation, Step } from '../../domain/observation.ts'
import type { Mask } from '../../lib/secret.ts'
import type { Finding } from '../finding.ts'
import { hideNamed } from './hide-named.ts'

/** The strings of a finding, fit to be stored and logged. */
export interface Told {
  readonly explanation: Explanation
  readonly warnings: readonly string[]
}

/** Longest text kept of what was seen, in characters: an explanation is a line to read, not an archive of answers. */
const LONGEST = 300
/** What may lie beyond this, in characters, is not kept anyway, whatever is hidden before it. */
const LONGEST_READ = 16_384

/**
 * Makes a finding fit to be stored: masks every string of it, hides what is named like a secret, then shortens. In
 * this order only: half a secret would no longer be recognised.
 */
export function explain({ summary, steps, warnings = [] }: Finding, mask: Mask): Told {
  const clean = (text: string): string => shorten(hideNamed(mask(text).slice(0, LONGEST_READ)))
  return {
    explanation: { summary: clean(summary), steps: steps.map((step) => cleanStep(step, clean)) },
    warnings: warnings.map(clean),
  }
}

function cleanStep(step: Step, clean: (text: string) => string): Step {
  const { sent, assertions, error } = step
  return {
    name: clean(step.name),
    outcome: step.outcome,
    latencyMs: Math.round(step.latencyMs),
    ...(step.phases === undefined ? {} : { phases: step.phases }),
    ...(sent === undefined ? {} : { sent: clean(sent) }),
    ...(assertions === undefined
      ? {}
      : { assertions: assertions.map((assertion) => cleanAssertion(assertion, clean)) }),
    ...(error === undefined ? {} : { error: clean(error) }),
  }
}

function cleanAssertion({ what, wanted, seen, held }: Assertion, clean: (text: string) => string): Assertion {
  return { what: clean(what), wanted: clean(wanted), seen: clean(seen), held }
}

function shorten(text: string): string {
  if (text.length <= LONGEST) return text
  // Through a buffer, since a slice would keep the whole answer in memory for as long as the explanation lives.
  return `${Buffer.from(text.slice(0, LONGEST)).toString()}…`
}
