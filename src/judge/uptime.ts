/*
 * Uptime arithmetic. A day is cut at the changes within it; its parts sum to the day. Uptime is the share of the time
 * seen in which it was not out: planned maintenance stands apart, and time in the dark is not in the denominator but
 * tells in the coverage beside it. Partly out and degraded are not out; they are counted separately.
 */
import type { Change } from '../domain/change.ts'
import type { State } from '../domain/state.ts'

export interface Day {
  /** First instant of the day, epoch ms. */
  readonly at: number
  /** Time in each state, ms. */
  readonly ms: Readonly<Record<State, number>>
}

export interface DaysQuestion {
  /** Of one component, oldest first. */
  readonly changes: readonly Pick<Change, 'at' | 'to'>[]
  /** The state before the first change. */
  readonly initial: State
  readonly fromAt: number
  /** End of the time asked for, exclusive. */
  readonly toAt: number
  /** First instants of the days, oldest first. */
  readonly dayStarts: readonly number[]
}

/** Time in each state for each day, as far as it lies within [fromAt, toAt). Walks changes and days once. */
export function daysOf({ changes, initial, fromAt, toAt, dayStarts }: DaysQuestion): Day[] {
  let state = initial
  let next = 0
  return dayStarts.map((at, index) => {
    const ms = noTime()
    const endAt = Math.min(toAt, dayStarts[index + 1] ?? toAt)
    let cursor = Math.max(at, fromAt)
    for (let change = changes[next]; change !== undefined && change.at < endAt; change = changes[next]) {
      const cutAt = Math.max(cursor, change.at)
      ms[state] += cutAt - cursor
      cursor = cutAt
      state = change.to
      next += 1
    }
    ms[state] += Math.max(0, endAt - cursor)
    return { at, ms }
  })
}

export interface UptimeFigures {
  /** 0 to 1; absent when nothing was seen. */
  readonly ratio?: number
  /** Share of the time in which we were looking, 0 to 1. */
  readonly coverage: number
  readonly downMs: number
  /** Impaired but not out. */
  readonly degradedMs: number
}

/** The figures over all these days together. */
export function uptimeOf(days: readonly Pick<Day, 'ms'>[]): UptimeFigures {
  const sum = (state: State) => days.reduce((total, { ms }) => total + ms[state], 0)
  const downMs = sum('major_outage')
  const degradedMs = sum('degraded') + sum('partial_outage')
  const seenMs = sum('operational') + degradedMs + downMs
  const lookedMs = seenMs + sum('maintenance')
  const wholeMs = lookedMs + sum('unknown')
  const coverage = wholeMs === 0 ? 0 : lookedMs / wholeMs
  return {
    ...(seenMs > 0 && { ratio: (seenMs - downMs) / seenMs }),
    coverage,
    downMs,
    degradedMs,
  }
}

/** No time in any state, to add to. */
export function noTime(): Record<State, number> {
  return { operational: 0, degraded: 0, partial_outage: 0, major_outage: 0, maintenance: 0, unknown: 0 }
}
