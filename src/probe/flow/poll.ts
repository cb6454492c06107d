import { setTimeout as wait } from 'node:timers/promises'

import { converse, take } from './ask.ts'
import type { FlowLook } from './look.ts'
import { readState, statesAssertion, type PollState } from './poll-state.ts'
import { changeLast, isAccepted, withAssertions, type Reply } from './reply.ts'
import type { MainStep, Poll } from './step-options.ts'

const EVERY_MS = [1_000, 2_000, 4_000, 8_000]
const DEADLINE_MS = 60_000
/** A person whose app once fails to answer asks again too; twice running is a failure. */
const LOST_ANSWERS_FORGIVEN = 1

export type PollStep = MainStep & { readonly poll: Poll }

export interface Polled extends Reply {
  /** When the wanted state was seen, on the monotonic clock (`performance.now()`), ms. */
  readonly reachedAt?: number
}

/**
 * Asks until the order has reached the wanted state. Still waiting at the deadline, or when the look's own time is
 * over, is `pending`: money is late, not lost. `acceptedAt` is when the order was accepted, for the budget, on the
 * monotonic clock, as every length here is measured: the machine's clock may be set while the money is under way.
 */
export async function pollUntil(step: PollStep, look: FlowLook, acceptedAt: number): Promise<Polled> {
  const { signal } = look.context
  const { every = EVERY_MS, deadline = DEADLINE_MS } = step.poll
  const beganAt = performance.now()
  const states: PollState[] = []

  for (;;) {
    const delayMs = every[Math.min(states.length, every.length - 1)] ?? 0
    await pause(Math.min(delayMs, beganAt + deadline - performance.now()), signal)
    const reply = await converse(step, look)
    const now = performance.now()
    states.push(readState(reply, step.poll))

    const timeIsUp = signal.aborted || now >= beganAt + deadline
    if (!timeIsUp && goesOn(states)) continue
    const told = states.at(-1)?.kind === 'reached' ? take(step, reply, look) : reply
    return conclude(step, told, { states, tookMs: now - beganAt, acceptedAt, now, timeIsUp })
  }
}

interface Course {
  readonly states: readonly PollState[]
  readonly tookMs: number
  readonly acceptedAt: number
  readonly now: number
  readonly timeIsUp: boolean
}

function conclude(step: PollStep, reply: Reply, course: Course): Polled {
  const { states, tookMs, now } = course
  const assertion = statesAssertion(step.poll, states)
  const timed = { ...reply, steps: changeLast(reply.steps, { latencyMs: tookMs }) }
  const last = states.at(-1)
  const stillWaiting = course.timeIsUp && states.findLast(({ kind }) => kind !== 'lost')?.kind === 'waiting'
  if (stillWaiting) return withAssertions(timed, [assertion], 'pending')
  if (last?.kind === 'refused') return withAssertions(timed, [assertion], 'business_decline')
  if (last?.kind === 'failed') return withAssertions(timed, [assertion], 'tech_fail')
  if (last?.kind !== 'reached' || !isAccepted(reply.outcome)) return timed
  return {
    ...withAssertions(timed, [assertion, ...creditAssertions(step.poll, course)], 'slow'),
    reachedAt: now,
  }
}

function creditAssertions({ budget }: Poll, { now, acceptedAt }: Course) {
  if (budget === undefined) return []
  const seenMs = Math.round(now - acceptedAt)
  const wanted = `at most ${budget} ms`
  return [{ what: 'time to credit', wanted, seen: `${seenMs} ms`, held: seenMs <= budget }]
}

function goesOn(states: readonly PollState[]): boolean {
  const lost = states.length - 1 - states.findLastIndex(({ kind }) => kind !== 'lost')
  const kind = states.at(-1)?.kind
  return kind === 'waiting' || (kind === 'lost' && lost <= LOST_ANSWERS_FORGIVEN)
}

/** Waits, or returns early when the signal aborts. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await wait(ms, undefined, { signal }).catch(() => undefined)
}
