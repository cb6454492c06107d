import type { Outcome } from '../domain/outcome.ts'
import type { Probe } from '../domain/probe.ts'
import type { PublicIncident, PublicMaintenance } from './snapshot.ts'

/** What the page of one component shows beside the snapshot: figures only, never a word of an explanation. */
export interface ComponentFigures {
  /** How long an answer took, one point a day, the last 30 days of the page's zone; days without a look are absent. */
  readonly latencyDays: readonly SeriesPoint[]
  /** The same by hour for the last 48 hours. */
  readonly latencyHours: readonly SeriesPoint[]
  /** From accepted order to money in the wallet; empty for components whose probes know no such thing. */
  readonly creditDays: readonly SeriesPoint[]
  readonly creditHours: readonly SeriesPoint[]
  /** The newest looks, newest first; with several probes theirs together. */
  readonly recent: readonly RecentLook[]
  /** Published incidents of the last 90 days that touched it, newest first. */
  readonly incidents: readonly PublicIncident[]
  /** Planned or running work on it, soonest first. */
  readonly maintenances: readonly PublicMaintenance[]
}

export interface SeriesPoint {
  /** First instant of the hour or day. */
  readonly at: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly samples: number
}

export interface RecentLook {
  readonly at: number
  readonly outcome: Outcome
  readonly latencyMs?: number
  readonly creditMs?: number
}

export type ReadComponent = (componentId: string, now: number) => Promise<ComponentFigures>
export type ComponentProbe = Pick<Probe, 'id' | 'componentId'>
