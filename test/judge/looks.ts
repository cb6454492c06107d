import { DEFAULT_THRESHOLDS } from '../../src/config/compile/defaults.ts'
import type { Outcome } from '../../src/domain/outcome.ts'
import type { Thresholds } from '../../src/domain/thresholds.ts'
import { judgeProbe, type Judgement } from '../../src/judge/judge-probe.ts'
import { remember, type ProbeMemory } from '../../src/judge/probe-memory.ts'

export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 3_600_000

/** An hour that is easy to read in failures: the stories begin at 10:00:00. */
export const TEN = 10 * HOUR

export const YARDSTICK = { thresholds: DEFAULT_THRESHOLDS, freshMs: 100 * SECOND }

export interface Story {
  readonly memory: ProbeMemory
  readonly judgement: Judgement
  /** Every state it went through, each with its time relative to the first look, in seconds. */
  readonly path: string[]
}

const SHORT: Readonly<Record<string, Outcome>> = {
  o: 'ok',
  s: 'slow',
  p: 'pending',
  f: 'tech_fail',
  d: 'business_decline',
  t: 'throttled',
  m: 'maintenance',
  x: 'probe_fault',
}

/** Reads `oo ff` or `o*20 f*5` as outcomes: ok, slow, pending, fail, decline, throttled, maintenance, x for a fault of ours. */
export function outcomes(text: string): Outcome[] {
  return [...text.matchAll(/([ospfdtmx])(?:\*(\d+))?/g)].flatMap(([, letter, times]) =>
    Array.from({ length: Number(times ?? 1) }, () => SHORT[letter!]!),
  )
}

/** Looks every 30 seconds from 10:00 on, or after the story so far. */
export function tell(
  text: string,
  more: { after?: Story; everyMs?: number; thresholds?: Partial<Thresholds> } = {},
) {
  const yardstick = { ...YARDSTICK, thresholds: { ...DEFAULT_THRESHOLDS, ...more.thresholds } }
  const everyMs = more.everyMs ?? 30 * SECOND
  let story = more.after
  let at = story === undefined ? TEN : story.memory.lookedAt + everyMs
  for (const outcome of outcomes(text)) {
    const memory = remember(story?.memory, { at, outcome }, yardstick)
    const judgement = judgeProbe({ memory, previous: story?.judgement, yardstick, now: at })
    story = step(story, memory, judgement)
    at += everyMs
  }
  return story!
}

/** Lets time pass without a look. */
export function wait(story: Story, ms: number): Story {
  const now = story.memory.lookedAt + ms
  const judgement = judgeProbe({ memory: story.memory, previous: story.judgement, yardstick: YARDSTICK, now })
  return step(story, story.memory, judgement)
}

function step(before: Story | undefined, memory: ProbeMemory, judgement: Judgement): Story {
  const { state, at } = judgement.verdict
  const path = before?.path ?? []
  const same = before?.judgement.verdict.state === state
  return { memory, judgement, path: same ? path : [...path, `${state} ${(at - TEN) / SECOND}`] }
}
