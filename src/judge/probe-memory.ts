/*
 * What the judge keeps in mind of one probe seen from one place.
 *
 * Only ok, slow, pending and tech_fail speak of health: they fill the window and the runs. A business decline says that
 * they answered, so it keeps what we know fresh and changes nothing. Being throttled, or a fault of ours, says nothing
 * at all. After a silence longer than an observation stays fresh, the sheet is clean: nothing is counted across time
 * in which nobody looked. It is clean as well when the clock was set back: a look far older than the newest known is
 * not late, it is the present.
 */
import type { Observation } from '../domain/observation.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { Thresholds } from '../domain/thresholds.ts'
import { atOf, lookOf, healthOf, type HealthOutcome, type Look } from './look.ts'

/** An unbroken run of looks of one sort. */
interface Run {
  readonly count: number
  /** The first look of the run; meaningless while `count` is 0. */
  readonly sinceAt: number
}

export interface ProbeMemory {
  /** Oldest first, none older than the window before the newest. */
  readonly looks: readonly Look[]
  readonly ok: Run
  /** Slow, pending or failed. */
  readonly troubled: Run
  readonly failed: Run
  readonly theirMaintenance: Run
  /** Newest look of any outcome. */
  readonly lookedAt: number
  /** Newest look that told us anything about them; absent before the first. */
  readonly toldAt?: number
  /** Whether the newest look could see nothing, because our own network was down. */
  readonly blind?: boolean
  /** Whether the newest look was a failure of a probe that has never succeeded. */
  readonly unproven?: boolean
}

/** However short a probe's period, its window keeps no more looks than this. */
export const MAX_LOOKS = 240

const NO_RUN: Run = { count: 0, sinceAt: 0 }
const EMPTY: ProbeMemory = {
  looks: [],
  ok: NO_RUN,
  troubled: NO_RUN,
  failed: NO_RUN,
  theirMaintenance: NO_RUN,
  lookedAt: -Infinity,
}

/** How a probe's looks are weighed: its thresholds, and how long one look stays fresh, ms. */
export interface Yardstick {
  readonly thresholds: Thresholds
  readonly freshMs: number
}

/**
 * The memory after one more look. A look no newer than the newest known changes nothing, so that a retry is harmless;
 * one that is older by more than a look stays fresh shows that the clock was set back, and starts anew.
 */
export function remember(
  memory: ProbeMemory | undefined,
  observation: Pick<Observation, 'at' | 'outcome' | 'blind' | 'unproven'>,
  yardstick: Yardstick,
): ProbeMemory {
  const { at, outcome, blind = false, unproven = false } = observation
  const setBack = memory !== undefined && at < memory.lookedAt - yardstick.freshMs
  if (memory !== undefined && at <= memory.lookedAt && !setBack) return memory
  const before = memory === undefined || setBack ? EMPTY : memory
  // Not the clean sheet: how long they have been silent is told by toldAt, which must survive.
  if (saysNothing(outcome)) return { ...before, lookedAt: at, blind, unproven }
  const known = isFresh(before, at, yardstick.freshMs) ? before : EMPTY
  if (outcome === 'business_decline') return { ...known, lookedAt: at, toldAt: at, blind, unproven }
  if (outcome === 'maintenance') {
    return { ...EMPTY, theirMaintenance: extend(known.theirMaintenance, at), lookedAt: at, toldAt: at }
  }
  return afterHealthLook(known, { at, outcome }, yardstick.thresholds.windowMs)
}

/** Whether what we were last told still speaks of `now`. What is dated far ahead of `now` does not: the clock was set back. */
export function isFresh({ toldAt }: ProbeMemory, now: number, freshMs: number): boolean {
  return toldAt !== undefined && Math.abs(now - toldAt) <= freshMs
}

/** What the newest look that spoke of health came back with; `ok` before the first. */
export function lastOutcome({ looks }: ProbeMemory): HealthOutcome {
  const last = looks.at(-1)
  return last === undefined ? 'ok' : healthOf(last)
}

/** When the newest look that spoke of health was; 0 before the first. */
export function lastAt({ looks }: ProbeMemory): number {
  const last = looks.at(-1)
  return last === undefined ? 0 : atOf(last)
}

function saysNothing(outcome: Outcome): outcome is 'throttled' | 'probe_fault' {
  return outcome === 'throttled' || outcome === 'probe_fault'
}

function afterHealthLook(
  memory: ProbeMemory,
  { at, outcome }: { readonly at: number; readonly outcome: HealthOutcome },
  windowMs: number,
): ProbeMemory {
  const fromAt = at - windowMs
  const kept = memory.looks.findIndex((look) => atOf(look) > fromAt)
  const recent = kept < 0 ? [] : memory.looks.slice(Math.max(kept, memory.looks.length - MAX_LOOKS + 1))
  return {
    // Not pushed, which would make room for half as many again.
    looks: recent.concat([lookOf(at, outcome)]),
    ok: outcome === 'ok' ? extend(memory.ok, at) : NO_RUN,
    troubled: outcome === 'ok' ? NO_RUN : extend(memory.troubled, at),
    failed: outcome === 'tech_fail' ? extend(memory.failed, at) : NO_RUN,
    theirMaintenance: NO_RUN,
    lookedAt: at,
    toldAt: at,
  }
}

function extend(run: Run, at: number): Run {
  return { count: run.count + 1, sinceAt: run.count === 0 ? at : run.sinceAt }
}
