import type { Step } from '../../domain/observation.ts'
import type { Finding } from '../finding.ts'
import type { Tidied } from './clean-up.ts'
import type { MainPart } from './main-part.ts'
import { notYetTold, type Reply } from './reply.ts'

/** Everything that happened in a look. */
export interface WholeLook {
  readonly main: MainPart
  /** What came of asking whether an unclear order exists. */
  readonly unclear: Reply | undefined
  readonly tidied: Tidied | undefined
  readonly swept: Tidied | undefined
}

/**
 * The main part decides, since it is what a customer meets. Money left behind is the operators' concern: it makes a
 * look that went well a `probe_fault`, which reaches them and moves no component, and hides no failure that
 * readers must learn of.
 */
export function verdict({ main, unclear, tidied, swept }: WholeLook): Finding {
  const notes = [
    unclear && `asked for the same order: ${toldBy(unclear)}`,
    tidied?.trouble && `cleaning up failed, money may be left behind: ${tidied.trouble}`,
    swept?.trouble && `the sweep for orders left behind failed: ${swept.trouble}`,
  ].filter((note) => typeof note === 'string')
  const leftBehind = tidied?.clean === false || swept?.clean === false
  return {
    outcome: main.outcome === 'ok' && leftBehind ? 'probe_fault' : main.outcome,
    summary: [main.summary, ...notes].join('; '),
    steps: tellOnce({
      '': main.steps,
      'unclear: ': unclear?.steps,
      'clean up: ': tidied?.steps,
      'sweep: ': swept?.steps,
    }),
    latencyMs: main.latencyMs,
    ...(main.quote && { quote: main.quote }),
    ...(main.creditMs === undefined ? {} : { creditMs: main.creditMs }),
  }
}

function tellOnce(parts: Readonly<Record<string, readonly Step[] | undefined>>): Step[] {
  const told: Step[] = []
  return Object.entries(parts).flatMap(([label, steps = []]) => {
    const fresh = notYetTold(told, steps)
    told.push(...fresh)
    return fresh.map((step) => ({ ...step, name: label + step.name }))
  })
}

/** What was extracted says more than that there was an answer: `state NONE`. */
function toldBy({ found, summary }: Reply): string {
  return found.size === 0 ? summary : [...found].map(([name, value]) => `${name} ${value}`).join(', ')
}
