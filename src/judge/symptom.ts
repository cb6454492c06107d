/*
 * What a stretch of looks shows on its own, whatever was thought before: a run of failures is an outage, a run of
 * troubled looks is degraded, and over a window the shares decide: failures make it degraded, partly out or out; being
 * slow or late makes it degraded, never more. One bad look alone is never a symptom.
 */
import type { Reason } from '../domain/change.ts'
import { SEVERITY, type State } from '../domain/state.ts'
import type { Thresholds } from '../domain/thresholds.ts'
import { atOf, healthOf, type Look } from './look.ts'
import { lastOutcome, type ProbeMemory } from './probe-memory.ts'

export interface Symptom {
  readonly state: State
  readonly at: number
  readonly reason: Reason
}

/** Two bad looks are the least a rate is judged on: with few samples, one would already be a fifth of them. */
const LEAST_BAD = 2

/** The gravest symptom of a run or of the looks since `fromAt`; undefined when nothing is wrong. */
export function symptomOf(memory: ProbeMemory, thresholds: Thresholds, fromAt: number): Symptom | undefined {
  return graver(runSymptom(memory, thresholds), rateSymptom(since(memory.looks, fromAt), thresholds))
}

/** What the runs show: so many failures on end, or so many troubled looks on end. */
function runSymptom(memory: ProbeMemory, thresholds: Thresholds): Symptom | undefined {
  const { failed, troubled } = memory
  if (failed.count >= thresholds.majorAfter) {
    return {
      state: 'major_outage',
      at: failed.sinceAt,
      reason: { code: 'consecutive_failures', sample: { consecutive: failed.count } },
    }
  }
  if (troubled.count < thresholds.degradedAfter) return undefined
  return {
    state: 'degraded',
    at: troubled.sinceAt,
    reason: { code: RUN_REASON[lastOutcome(memory)], sample: { consecutive: troubled.count } },
  }
}

const RUN_REASON = {
  ok: 'consecutive_failures',
  tech_fail: 'consecutive_failures',
  slow: 'consecutive_slow',
  pending: 'consecutive_pending',
} as const

/** What the shares of these looks show; `at` is the first bad one among them. */
export function rateSymptom(looks: readonly Look[], thresholds: Thresholds): Symptom | undefined {
  const first = looks.find((look) => healthOf(look) !== 'ok')
  if (first === undefined || looks.length < thresholds.minSamples) return undefined
  const ok = looks.filter((look) => healthOf(look) === 'ok').length
  const failed = looks.filter((look) => healthOf(look) === 'tech_fail').length
  const state = stateByShare({ samples: looks.length, ok, failed }, thresholds)
  if (state === undefined) return undefined
  const successRate = round((looks.length - failed) / looks.length)
  const inTimeRate = round(ok / looks.length)
  return {
    state,
    at: atOf(first),
    reason: { code: 'success_rate', sample: { successRate, inTimeRate, samples: looks.length } },
  }
}

/** Looks no older than `fromAt`, oldest first. */
function since(looks: readonly Look[], fromAt: number): readonly Look[] {
  const first = looks.findIndex((look) => atOf(look) >= fromAt)
  return first <= 0 ? (first === 0 ? looks : []) : looks.slice(first)
}

function stateByShare(
  { samples, ok, failed }: { samples: number; ok: number; failed: number },
  { degradedBelow, partialBelow, majorBelow }: Thresholds,
): State | undefined {
  const answered = (samples - failed) / samples
  if (failed >= LEAST_BAD) {
    if (answered < majorBelow) return 'major_outage'
    if (answered < partialBelow) return 'partial_outage'
    if (answered < degradedBelow) return 'degraded'
  }
  // Slow answers are judged more mildly than failures: here and there one is the network's, a fifth of them is not.
  return samples - ok >= LEAST_BAD && ok / samples < partialBelow ? 'degraded' : undefined
}

function graver(a: Symptom | undefined, b: Symptom | undefined): Symptom | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return SEVERITY[b.state] > SEVERITY[a.state] ? b : a
}

function round(share: number): number {
  return Math.round(share * 1_000) / 1_000
}
