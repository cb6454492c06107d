import { Value } from 'typebox/value'

import type { Observation } from '../../src/domain/observation.ts'
import type { Clock } from '../../src/lib/clock.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { probeKinds, type KindName } from '../../src/probe/kinds.ts'
import { createRunContext, runProbe, type RunContext } from '../../src/probe/run-probe.ts'
import type { RunnableProbe } from '../../src/probe/runnable-probe.ts'
import { sampleProbe } from '../support/sample-probe.ts'

export interface Looking {
  readonly timeoutMs?: number
  readonly context?: RunContext
}

/** Looks once with options as a configuration writes them. */
export function lookWith(kind: KindName, written: unknown, looking: Looking = {}): Promise<Observation> {
  const { timeoutMs = 5_000, context = runContext() } = looking
  return runProbe(runnable(kind, written, timeoutMs), context)
}

/** The test's boundary between options as written and as compiled. */
export function runnable(kind: KindName, written: unknown, timeoutMs = 5_000): RunnableProbe {
  const options: unknown = Value.Decode(probeKinds[kind].options, written)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- decoded by this very kind's schema
  return { ...sampleProbe({ timeoutMs }), kind, options } as RunnableProbe
}

export function runContext(clock: Clock = systemClock): RunContext {
  return createRunContext({ clock, place: 'here', lastBeat: async () => undefined })
}

/** The one assertion of this name in an observation. */
export function assertionOf(observation: Observation, what: string) {
  return observation.explanation?.steps
    .flatMap(({ assertions = [] }) => assertions)
    .find((one) => one.what === what)
}
