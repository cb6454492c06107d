import type { Assertion } from '../../domain/observation.ts'
import { isAccepted, type Reply } from './reply.ts'
import type { Poll } from './step-options.ts'
import { textAt } from './take.ts'

/**
 * What one question told about the order: it is there, still waiting, refused or failed; or the answer itself was
 * `lost` (worth asking again) or `over` (no use asking again).
 */
export interface PollState {
  readonly kind: 'reached' | 'waiting' | 'refused' | 'failed' | 'lost' | 'over'
  /** The state as the wallet calls it, else what became of the question. */
  readonly word: string
}

/** Reads the state out of an answer to a poll. */
export function readState(reply: Reply, { until, pending, declined = [] }: Poll): PollState {
  const state = textAt(reply.document, until.path)
  const word = state ?? reply.outcome
  if (reply.outcome === 'pending') return { kind: 'waiting', word }
  if (reply.outcome === 'tech_fail' || reply.outcome === 'throttled')
    return { kind: 'lost', word: reply.outcome }
  if (!isAccepted(reply.outcome)) return { kind: 'over', word: reply.outcome }
  if (state === until.equals) return { kind: 'reached', word }
  if (state !== undefined && pending.includes(state)) return { kind: 'waiting', word }
  return {
    kind: state !== undefined && declined.includes(state) ? 'refused' : 'failed',
    word: state ?? 'nothing',
  }
}

/** All states that were seen, in order: `CREATED, PENDING ×3, SUCCESS`. */
export function statesAssertion({ until }: Poll, states: readonly PollState[]): Assertion {
  const runs: { word: string; times: number }[] = []
  for (const { word } of states) {
    const last = runs.at(-1)
    if (last?.word === word) last.times += 1
    else runs.push({ word, times: 1 })
  }
  return {
    what: `state ${until.path.text}`,
    wanted: until.equals,
    seen: runs.map(({ word, times }) => (times === 1 ? word : `${word} ×${times}`)).join(', '),
    held: states.at(-1)?.kind === 'reached',
  }
}
