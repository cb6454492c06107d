/*
 * The state of one component: planned work on it first; otherwise the gravest of what its own probes and its parts
 * say; and where people say worse of it than all that, what they say. Its own probes are aspects of one thing that all
 * have to work, so one that nobody has seen outranks a green one. Worse counts from the moment of what made it worse;
 * better, from the last moment anything was still in the way. A change is never dated before the state it ends, nor in
 * the future. The same trouble for another reason is no change, but the reason given is the present one: a channel must
 * not name a bank that is back.
 */
import type { Reason } from '../domain/change.ts'
import { isImpaired, type State } from '../domain/state.ts'
import type { Verdict } from './judge-probe.ts'
import { RANK } from './rank.ts'
import { rollUp, type PartState } from './roll-up.ts'

/** What a component is said to be, since when and why. */
export interface Judged {
  readonly state: State
  readonly at: number
  readonly reason: Reason
}

export interface ComponentQuestion {
  /** One verdict for each of its own probes, places already agreed. */
  readonly verdicts: readonly Pick<Verdict, 'state' | 'at' | 'reason'>[]
  readonly parts: readonly PartState[]
  /** When planned work on it began, if it is going on now; when it ended, if that has just been. */
  readonly maintenance?: { readonly startsAt: number } | { readonly endedAt: number }
  /** What people say of it and since when it is so; when they took it back, if that has just been. */
  readonly said?: { readonly state: State; readonly at: number } | { readonly endedAt: number }
  readonly previous: Judged
  readonly now: number
}

/** What the component is now, with the time it came to that; `previous` itself where nothing is different. */
export function judgeComponent(question: ComponentQuestion): Judged {
  const { maintenance, said, previous, now } = question
  const found = heed(question, decide(question))
  if (found.state === previous.state) return withReason(previous, found.reason)
  const ends = [maintenance, said].flatMap((one) =>
    one !== undefined && 'endedAt' in one ? one.endedAt : [],
  )
  const end = Math.max(-Infinity, ...ends)
  return { ...found, at: Math.min(now, Math.max(previous.at, end, found.at)) }
}

/** What is well, planned or unseen needs no newer reason: nobody is told it. */
function withReason(previous: Judged, reason: Reason): Judged {
  if (!isImpaired(previous.state) || isSame(previous.reason, reason)) return previous
  return { ...previous, reason }
}

function isSame(a: Reason, b: Reason): boolean {
  if (a === b) return true
  if (a.code !== b.code || a.componentId !== b.componentId) return false
  const names = new Set([...Object.keys(a.sample ?? {}), ...Object.keys(b.sample ?? {})])
  return [...names].every((name) => a.sample?.[name] === b.sample?.[name])
}

function decide({ verdicts, parts, maintenance, previous, now }: ComponentQuestion): Judged {
  if (maintenance !== undefined && 'startsAt' in maintenance) {
    return { state: 'maintenance', at: maintenance.startsAt, reason: { code: 'maintenance_started' } }
  }
  const whole = rollUp(parts)
  const voices = whole === undefined ? verdicts : [...verdicts, whole]
  const gravest = voices.toSorted(graverThenEarlier)[0]
  if (gravest === undefined) return { state: 'unknown', at: now, reason: { code: 'no_verdict' } }
  const better = RANK[gravest.state] < RANK[previous.state]
  const { state, reason } = gravest
  return {
    state,
    at: better
      ? Math.max(gravest.at, ...verdicts.map(({ at }) => at), ...parts.map(({ at }) => at))
      : gravest.at,
    reason: maintenance !== undefined && state === 'operational' ? { code: 'maintenance_ended' } : reason,
  }
}

/** What is seen, unless people say worse of it. */
function heed({ said, previous }: ComponentQuestion, seen: Judged): Judged {
  const reason: Reason = { code: 'operator' }
  if (said === undefined) return seen
  if ('endedAt' in said) return seen.state === 'operational' ? { ...seen, reason } : seen
  if (RANK[said.state] <= RANK[seen.state]) return seen
  const better = RANK[said.state] < RANK[previous.state]
  return { state: said.state, at: better ? Math.max(said.at, seen.at) : said.at, reason }
}

function graverThenEarlier(a: Judged, b: Judged): number {
  return RANK[b.state] - RANK[a.state] || a.at - b.at
}
