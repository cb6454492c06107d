import type { Thresholds } from './thresholds.ts'

/** When a probe looks, what it speaks for and how it is judged; how it looks is its kind's business (src/probe). */
export interface Probe {
  readonly id: string
  /** The component it speaks for. */
  readonly componentId: string
  /** Cron expression with seconds. */
  readonly cron: string
  /** IANA zone the expression is read in. */
  readonly zone: string
  /** Usual distance between two looks, ms: what the expression comes to. Three of these without a look mean unknown. */
  readonly periodMs: number
  /** A look that takes longer is broken off and counts as a failure, ms. */
  readonly timeoutMs: number
  /** After a first failure, look again after this long rather than at the next tick, ms. */
  readonly recheckMs: number
  readonly thresholds: Thresholds
}

/** Data older than this many periods says nothing about now. */
const FRESH_PERIODS = 3

/** How long an observation of this probe counts as fresh, ms. */
export function freshForMs(probe: Pick<Probe, 'periodMs' | 'timeoutMs'>): number {
  return FRESH_PERIODS * probe.periodMs + probe.timeoutMs
}
