/*
 * The verdict on one probe from one place: its standing, held at degraded while it flaps, and whether it is worth
 * looking again soon, because a bad look has not yet been confirmed or refuted.
 */
import type { Reason } from '../domain/change.ts'
import { SEVERITY, type State } from '../domain/state.ts'
import { NEVER_FLAPPED, noteTurn, type Flapping } from './flapping.ts'
import { lastOutcome, type ProbeMemory, type Yardstick } from './probe-memory.ts'
import { stand, type Standing } from './standing.ts'

export interface Verdict {
  readonly state: State
  /** Since when: backdated to the first observation that showed it, epoch ms. */
  readonly at: number
  readonly reason: Reason
  /** Whether another look soon would settle something. */
  readonly unconfirmed: boolean
}

/** Everything the judge hands from one look to the next. */
export interface Judgement {
  readonly standing: Standing
  readonly flapping: Flapping
  readonly verdict: Verdict
}

/** Judges after a look, or after time has passed without one. `now` is the look's own time, or the present. */
export function judgeProbe(question: {
  readonly memory: ProbeMemory
  readonly previous: Judgement | undefined
  readonly yardstick: Yardstick
  readonly now: number
}): Judgement {
  const { memory, yardstick, now } = question
  const previous = question.previous && withoutFuture(question.previous, now, yardstick.freshMs)
  const standing = stand(memory, previous?.standing, { ...yardstick, now })
  const { thresholds } = yardstick
  const flapping = noteTurn(previous?.flapping ?? NEVER_FLAPPED, standing, { thresholds, now })
  const unconfirmed = isUnconfirmed(memory, standing)
  if (
    previous !== undefined &&
    previous === question.previous &&
    standing === previous.standing &&
    flapping === previous.flapping &&
    unconfirmed === previous.verdict.unconfirmed
  ) {
    return previous
  }
  const { state, at, reason } = damp(standing, flapping, previous)
  return { standing, flapping, verdict: { state, at, reason, unconfirmed } }
}

/**
 * What was judged by a clock that has since been set back must not hold up what is judged now: it counts as of now. A
 * look may end before another that was judged already, so a little ahead is not the future.
 */
function withoutFuture(judgement: Judgement, now: number, freshMs: number): Judgement {
  const { standing, flapping, verdict } = judgement
  const turns = flapping.turns.filter((at) => at <= now + freshMs)
  const newestAt = Math.max(standing.at, standing.countFromAt, verdict.at)
  if (newestAt <= now + freshMs && turns.length === flapping.turns.length) return judgement
  const countFromAt = Math.min(standing.countFromAt, now)
  return {
    standing: { ...standing, at: Math.min(standing.at, now), countFromAt },
    flapping: { ...flapping, turns, damped: flapping.damped && turns.length > 0 },
    verdict: { ...verdict, at: Math.min(verdict.at, now) },
  }
}

function damp(
  standing: Standing,
  flapping: Flapping,
  previous: Judgement | undefined,
): Omit<Verdict, 'unconfirmed'> {
  const before = previous?.verdict
  if (standing.state !== 'operational' || !flapping.damped) {
    // Green again because an hour went by, not because of a look: that is when it became so.
    const held = before?.reason.code === 'flapping' && standing === previous?.standing
    return held ? { ...standing, at: Math.max(standing.at, flappedUntil(previous)) } : standing
  }
  if (before?.reason.code === 'flapping') return before
  return {
    state: 'degraded',
    at: standing.at,
    reason: { code: 'flapping', sample: { turns: flapping.turns.length } },
  }
}

const HOUR_MS = 3_600_000

function flappedUntil(previous: Judgement | undefined): number {
  return (previous?.flapping.turns.at(-1) ?? -Infinity) + HOUR_MS
}

function isUnconfirmed(memory: ProbeMemory, standing: Standing): boolean {
  if (memory.theirMaintenance.count > 0) return standing.state !== 'maintenance'
  const shown = WORST_OF[lastOutcome(memory)]
  // A failure may yet grow into an outage until it is one; a slow look may yet be degraded until it is that.
  return memory.troubled.count > 0 && shown > SEVERITY[standing.state]
}

/** The gravest state that looks of this outcome can lead to, as a severity. */
const WORST_OF = { ok: 0, slow: 1, pending: 1, tech_fail: 3 } as const
