import type { Observation } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Probe } from '../../domain/probe.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { incidentsBetween } from '../../store/incidents/incidents.ts'
import { maintenancesBetween } from '../../store/maintenances.ts'
import { recentObservations } from '../../store/observations/observations.ts'
import type { Db } from '../../store/open.ts'
import { rollupsOf, type Rollup } from '../../store/rollups/rollups.ts'
import { dayStartsUntil } from '../snapshot/calendar.ts'
import { HISTORY_DAYS } from '../snapshot/component-history.ts'
import { hourOf, seriesOf, timesOf, type Times, type SeriesPoint } from './component-series.ts'
import { publicIncident } from '../snapshot/public-incident.ts'
import { publicMaintenance } from '../snapshot/public-maintenance.ts'
import type { PublicIncident, PublicMaintenance } from '../snapshot/snapshot.ts'

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

export interface RecentLook {
  readonly at: number
  readonly outcome: Outcome
  readonly latencyMs?: number
  readonly creditMs?: number
}

export type ReadComponent = (componentId: string, now: number) => Promise<ComponentFigures>

const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000
const SERIES_DAYS = 30
const SERIES_HOURS = 48
const RECENT_LOOKS = 20
/**
 * Most looks of one probe that are read because no roll-up holds them yet: usually an hour's, 3,600 at a look a second.
 * More of them wait only where rolling up has not kept up; then the oldest are left out until it has.
 */
const TAIL_LOOKS = 10_000
const MAINTENANCE_AHEAD_MS = 30 * DAY_MS

/** Reads as much for a component after ten years as after a day: roll-ups of 30 days, and one hour's looks. */
export function createComponentReader(deps: {
  readonly db: Db
  readonly wallet: Wallet
  readonly probes: readonly Pick<Probe, 'id' | 'componentId'>[]
}): ReadComponent {
  const { db, wallet, probes } = deps
  const { zone } = wallet.page
  const componentIds = new Set(wallet.components.map(({ id }) => id))
  const probesOf = Map.groupBy(probes, ({ componentId }) => componentId)
  const partsOf = Map.groupBy(wallet.components, ({ parentId }) => parentId)

  /** Its own, and its banks': what a channel's users wait for is what its banks take. */
  const probeIdsOf = (componentId: string): string[] =>
    [componentId, ...(partsOf.get(componentId) ?? []).map(({ id }) => id)]
      .flatMap((id) => probesOf.get(id) ?? [])
      .map(({ id }) => id)

  const recentOf = async (probeIds: readonly string[]): Promise<RecentLook[]> => {
    const looks = await Promise.all(
      probeIds.map((probeId) => recentObservations(db, { probeId, limit: RECENT_LOOKS })),
    )
    return looks
      .flat()
      .toSorted((a, b) => b.at - a.at)
      .slice(0, RECENT_LOOKS)
      .map(recentLook)
  }

  /** What each probe saw since its newest rolled-up hour: hours are rolled up in their order. */
  const tailOf = async (
    probeIds: readonly string[],
    { rolledHours, fromAt }: { rolledHours: readonly Rollup[]; fromAt: number },
  ): Promise<Observation[]> => {
    const newest = new Map(rolledHours.map(({ probeId, at }) => [probeId, at]))
    const tails = await Promise.all(
      probeIds.map((probeId) => {
        const hourAt = newest.get(probeId)
        const since = hourAt === undefined ? fromAt : hourAt + HOUR_MS
        return recentObservations(db, { probeId, fromAt: since, limit: TAIL_LOOKS })
      }),
    )
    return tails.flat()
  }

  const timesBy = async (probeIds: readonly string[], now: number) => {
    const dayStarts = dayStartsUntil(now, zone, SERIES_DAYS)
    const fromAt = dayStarts[0] ?? now
    const span = { probeIds, toAt: now + 1 }
    const days = await rollupsOf(db, { ...span, span: 'day', fromAt })
    // Days are rolled up when they are over; the hours since make up the rest.
    const newestDayAt = days.reduce((newest, { at }) => Math.max(newest, at), -Infinity)
    const unrolledAt = dayStarts.find((start) => start > newestDayAt) ?? now
    const hoursFromAt = Math.min(unrolledAt, hourOf(now) - (SERIES_HOURS - 1) * HOUR_MS)
    const rolledHours = await rollupsOf(db, { ...span, span: 'hour', fromAt: hoursFromAt })
    const tail = await tailOf(probeIds, { rolledHours, fromAt: hoursFromAt })
    const hours: Times[] = [...rolledHours, ...timesOf(tail)]
    return { dayStarts, days: [...days, ...hours.filter(({ at }) => at >= unrolledAt)], hours }
  }

  return async (componentId, now) => {
    const probeIds = probeIdsOf(componentId)
    const { dayStarts, days, hours } = await timesBy(probeIds, now)
    const hourStarts = Array.from(
      { length: SERIES_HOURS },
      (_, index) => hourOf(now) - (SERIES_HOURS - 1 - index) * HOUR_MS,
    )
    return {
      latencyDays: seriesOf(days, dayStarts, 'latency'),
      latencyHours: seriesOf(hours, hourStarts, 'latency'),
      creditDays: seriesOf(days, dayStarts, 'credit'),
      creditHours: seriesOf(hours, hourStarts, 'credit'),
      recent: await recentOf(probeIds),
      incidents: await incidentsOf(componentId, now),
      maintenances: await maintenancesOf(componentId, now),
    }
  }

  async function incidentsOf(componentId: string, now: number): Promise<PublicIncident[]> {
    const span = { fromAt: now - HISTORY_DAYS * DAY_MS, toAt: now + 1 }
    const found = await incidentsBetween(db, {
      ...span,
      componentIds: [componentId],
      publication: 'published',
    })
    return found
      .flatMap((incident) => publicIncident(incident, componentIds) ?? [])
      .toSorted((a, b) => b.startedAt - a.startedAt)
  }

  async function maintenancesOf(componentId: string, now: number): Promise<PublicMaintenance[]> {
    const found = await maintenancesBetween(db, { fromAt: now, toAt: now + MAINTENANCE_AHEAD_MS })
    return found
      .map((maintenance) => publicMaintenance(maintenance, componentIds, now))
      .filter((maintenance) => maintenance.componentIds.includes(componentId))
      .filter(({ status }) => status === 'scheduled' || status === 'in_progress')
  }
}

function recentLook({ at, outcome, latencyMs, creditMs }: Observation): RecentLook {
  return {
    at,
    outcome,
    ...(latencyMs !== undefined && { latencyMs }),
    ...(creditMs !== undefined && { creditMs }),
  }
}
