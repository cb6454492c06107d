import type { Observation } from '../domain/observation.ts'
import type { Clock } from '../lib/clock.ts'
import { createCredentials, type Credentials } from './auth/credentials.ts'
import { startDeadline } from './deadline.ts'
import { codeOf, messageOf } from './exchange/exchange-error.ts'
import { lookWith, tidyMsOf } from './kinds.ts'
import { explain } from './explain/explain.ts'
import { createMasks, type Masks } from './masks.ts'
import { asFault } from './exchange/our-fault.ts'
import { ProbeFault } from './probe-fault.ts'
import { LookEnded, type Finding } from './finding.ts'
import type { LookContext } from './probe.ts'
import type { RunnableProbe } from './runnable-probe.ts'

export interface RunOptions {
  readonly clock: Clock
  /** Where we look from. */
  readonly place: string
  /** When a probe's heartbeat last arrived; undefined before the first. */
  readonly lastBeat: (probeId: string) => ReturnType<LookContext['lastBeat']>
}

/** What every look of this process shares. */
export interface RunContext extends RunOptions {
  readonly runningSince: number
  readonly credentials: Credentials
  readonly masks: Masks
}

/** The composition root makes one. */
export function createRunContext(options: RunOptions): RunContext {
  return {
    ...options,
    runningSince: options.clock(),
    credentials: createCredentials(options),
    masks: createMasks(),
  }
}

/**
 * Looks once and dates, times, judges and explains what was found. Never throws: what a look throws becomes an
 * outcome. A look is broken off at the probe's time-out; one that does not end then is left behind.
 */
export async function runProbe(probe: RunnableProbe, context: RunContext): Promise<Observation> {
  const startedAt = context.clock()
  const began = performance.now()
  const deadline = startDeadline(probe.timeoutMs)
  const hidden: string[] = []
  const finding = await findOut(probe, {
    probeId: probe.id,
    signal: deadline.signal,
    startedAt,
    clock: context.clock,
    runningSince: context.runningSince,
    lastBeat: () => context.lastBeat(probe.id).catch(blameOurselves),
    credentials: context.credentials,
    hide: (secret) => hidden.push(secret),
  })
  deadline.clear()
  const latencyMs = finding.latencyMs === undefined ? performance.now() - began : finding.latencyMs
  const { explanation, warnings } = explain(finding, context.masks.of(probe, hidden))
  return {
    probeId: probe.id,
    place: context.place,
    at: startedAt,
    outcome: finding.outcome,
    ...(latencyMs === null ? {} : { latencyMs: Math.round(latencyMs) }),
    ...(finding.creditMs === undefined ? {} : { creditMs: Math.round(finding.creditMs) }),
    explanation,
    ...(finding.quote && { quote: finding.quote }),
    ...(warnings.length === 0 ? {} : { warnings }),
  }
}

function blameOurselves(error: unknown): never {
  throw new ProbeFault('our own record of heartbeats cannot be read', { cause: error })
}

async function findOut(probe: RunnableProbe, context: LookContext): Promise<Finding> {
  try {
    return await patiently(lookWith(probe, context), tidyMsOf(probe), context.signal)
  } catch (error) {
    return findingOf(error, context.signal)
  }
}

/** Settles as the look does, yet no later than `tidyMs` after its deadline. */
function patiently(looking: Promise<Finding>, tidyMs: number, signal: AbortSignal): Promise<Finding> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    const onAbort = (): void => {
      timer = setTimeout(() => reject(signal.reason), tidyMs)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
    }
    looking.finally(done).then(resolve, reject)
  })
}

/** What a thrown error comes to. A look that was broken off failed for being late, whatever it then tripped over. */
function findingOf(error: unknown, signal: AbortSignal): Finding {
  if (error instanceof LookEnded) return error.finding
  const fault = asFault(error)
  if (fault !== undefined) return { outcome: 'probe_fault', summary: withCause(fault), steps: [] }
  const blamed: unknown = signal.aborted ? signal.reason : error
  const code = codeOf(blamed)
  const summary = code === undefined ? messageOf(blamed) : `${code}: ${messageOf(blamed)}`
  return { outcome: 'tech_fail', summary, steps: [] }
}

function withCause({ message, cause }: Error): string {
  return cause === undefined || message.includes(messageOf(cause))
    ? message
    : `${message}: ${messageOf(cause)}`
}
