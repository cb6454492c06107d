/*
 * Whether reports of a component are more than usual:
 *
 *   usual ──at or above the alarm──► more ──below half-way for a while──► usual
 *     ▲                               │ a person has judged them
 *     └──below half-way── closed ◄────┘
 *                           └──twice what it was when it was judged──► more
 *
 * More than usual is a question to people and never a state: no component turns red by it.
 */
import type { ReportRules } from '../domain/report.ts'
import type { UsualReports } from './usual-reports.ts'

/** How a component's reports stood before; `closed` with the level at which a person judged them. */
export type ReportStanding =
  { readonly kind: 'usual' } | { readonly kind: 'more' } | { readonly kind: 'closed'; readonly level: number }

export type ReportTurn = 'rise' | 'calm' | undefined

/** Without history, so many times the floor: nobody knows yet what is usual. */
const COLD_FLOORS = 2
/** So many times the usual spread above the usual level are out of the ordinary. */
const SPREADS = 4
/** A rise is fresh when it is so many times what the last hours had … */
const FRESH_TIMES = 2
/** … but nobody hides an outage behind a long trickle: it lifts the alarm no further than this. */
const MOST_LIFTED = 3
const RISES_ANEW_TIMES = 2
/** It must have been calm for so long, ms. */
export const CALM_FOR_MS = 10 * 60_000

export interface ReportLevel {
  /** What reports of now are worth, as weighReporters counts them. */
  readonly level: number
  readonly usual: UsualReports
  readonly rules: ReportRules
  /** Since when the level has been below `calmBelow` without a break; absent where it is not. */
  readonly calmSinceAt?: number
  readonly now: number
}

/** The level from which on reports are more than usual, as things stand. */
export function alarmAt(usual: UsualReports, rules: ReportRules): number {
  const base = baseOf(usual, rules)
  return Math.max(base, Math.min(FRESH_TIMES * usual.recent, MOST_LIFTED * base))
}

/** Half-way back to what is usual. */
export function calmBelow(usual: UsualReports, rules: ReportRules): number {
  return (usual.level + baseOf(usual, rules)) / 2
}

/** What becomes of a standing at this level; undefined where it stays. */
export function turnOfReports(before: ReportStanding, present: ReportLevel): ReportTurn {
  const { level, usual, rules } = present
  switch (before.kind) {
    case 'usual':
      return level >= alarmAt(usual, rules) ? 'rise' : undefined
    case 'more':
      return isCalm(present) ? 'calm' : undefined
    case 'closed':
      if (level >= Math.max(baseOf(usual, rules), RISES_ANEW_TIMES * before.level)) return 'rise'
      return isCalm(present) ? 'calm' : undefined
    default:
      return before satisfies never
  }
}

function baseOf({ basis, level, spread }: UsualReports, { floor, factor }: ReportRules): number {
  if (basis === 'nothing') return COLD_FLOORS * floor
  return Math.max(floor, factor * level, level + SPREADS * spread)
}

function isCalm({ calmSinceAt, now }: ReportLevel): boolean {
  return calmSinceAt !== undefined && now - calmSinceAt >= CALM_FOR_MS
}
