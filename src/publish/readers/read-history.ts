import type { Impact } from '../../domain/incident.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { incidentsBetween } from '../../store/incidents/incidents.ts'
import { maintenancesBetween } from '../../store/maintenances.ts'
import type { Db } from '../../store/open.ts'
import type { Month } from '../snapshot/calendar.ts'
import { publicIncident } from '../snapshot/public-incident.ts'
import { publicMaintenance } from '../snapshot/public-maintenance.ts'
import type { PublicIncident, PublicMaintenance } from '../snapshot/snapshot.ts'

export interface HistoryQuery {
  readonly month: Month
  /** Only what touched one of these components; absent means everything. */
  readonly componentIds?: readonly string[]
  readonly impact?: Impact
}

/** What happened in a month: published incidents that began in it, newest first, and work planned in it. */
export interface HistoryMonth {
  readonly month: Month
  readonly incidents: readonly PublicIncident[]
  /** Cancelled work included, soonest first; empty where only one impact was asked for. */
  readonly maintenances: readonly PublicMaintenance[]
}

export type ReadHistory = (query: HistoryQuery, now: number) => Promise<HistoryMonth>

export function createHistoryReader(deps: {
  readonly db: Db
  readonly wallet: Pick<Wallet, 'components'>
}): ReadHistory {
  const { db } = deps
  const known = new Set(deps.wallet.components.map(({ id }) => id))
  return async ({ month, componentIds, impact }, now) => {
    const { fromAt, toAt } = month
    const wanted = componentIds && new Set(componentIds)
    const touches = (ids: readonly string[]): boolean =>
      wanted === undefined || ids.some((id) => wanted.has(id))
    const incidents = await incidentsBetween(db, {
      fromAt,
      toAt,
      publication: 'published',
      ...(componentIds && { componentIds }),
    })
    const maintenances = impact === undefined ? await maintenancesBetween(db, { fromAt, toAt }) : []
    return {
      month,
      incidents: incidents
        .filter(({ startedAt }) => startedAt >= fromAt && startedAt < toAt)
        .flatMap((incident) => publicIncident(incident, known) ?? [])
        .filter((incident) => impact === undefined || incident.impact === impact)
        .filter(({ components }) => touches(components.map(({ componentId }) => componentId)))
        .toSorted((a, b) => b.startedAt - a.startedAt),
      maintenances: maintenances
        .filter((maintenance) => touches(maintenance.componentIds))
        .map((maintenance) => publicMaintenance(maintenance, known, now))
        .toSorted((a, b) => a.startsAt - b.startsAt),
    }
  }
}
