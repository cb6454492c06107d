import type { Announcement } from '../../domain/announcement.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { announcements } from '../../store/announcements.ts'
import { lastToldIncidents } from '../../store/incidents/incidents.ts'
import { maintenancesBetween } from '../../store/maintenances.ts'
import type { Db } from '../../store/open.ts'
import { publicAnnouncement } from '../snapshot/public-announcement.ts'
import { publicIncident } from '../snapshot/public-incident.ts'
import { publicMaintenance } from '../snapshot/public-maintenance.ts'
import type { PublicIncident, PublicMaintenance } from '../snapshot/snapshot.ts'
import { reaches, type Reach } from './reach.ts'

/** What was told of everything, or of what a reach holds; in no particular order. */
export interface NewsReader {
  /** Of published incidents at least the `limit` whose last word is newest. */
  incidents(reach: Reach | undefined, limit: number): Promise<PublicIncident[]>
  /** The `limit` newest published by `now`, in force or not. */
  announcements(reach: Reach | undefined, limit: number, now: number): Promise<Announcement[]>
  /** Work that ended after `sinceAt` or is to come, cancelled work included. */
  maintenances(reach: Reach | undefined, sinceAt: number, now: number): Promise<PublicMaintenance[]>
}

export function createNewsReader(deps: {
  readonly db: Db
  readonly wallet: Pick<Wallet, 'components'>
}): NewsReader {
  const { db } = deps
  const known = new Set(deps.wallet.components.map(({ id }) => id))

  const incidentsOf = async (reach: Reach | undefined, limit: number) => {
    if (reach === undefined) return lastToldIncidents(db, { limit })
    const own = await lastToldIncidents(db, { limit, affected: reach.own })
    const { channel } = reach
    if (channel === undefined) return own
    // Where one of its banks is named, the channel is named because of that bank.
    const whole = await lastToldIncidents(db, { limit, affected: [channel.id], spared: channel.bankIds })
    return [...own, ...whole]
  }

  /** Reads on until it has enough: announcements are few, those of one component fewer. */
  const announcementsOf = async (reach: Reach | undefined, limit: number, now: number) => {
    const found: Announcement[] = []
    let beforeAt = now + 1
    while (found.length < limit) {
      const batch = await announcements(db, { limit, beforeAt })
      found.push(...batch.filter(({ componentIds }) => reaches(reach, componentIds)))
      const last = batch.at(-1)
      if (last === undefined || batch.length < limit) break
      beforeAt = last.publishedAt
    }
    return found.slice(0, limit)
  }

  return {
    incidents: async (reach, limit) =>
      (await incidentsOf(reach, limit)).flatMap((incident) => publicIncident(incident, known) ?? []),
    announcements: async (reach, limit, now) =>
      Promise.all(
        (await announcementsOf(reach, limit, now)).map((one) =>
          publicAnnouncement(one, { db, componentIds: known }),
        ),
      ),
    maintenances: async (reach, sinceAt, now) =>
      (await maintenancesBetween(db, { fromAt: sinceAt, toAt: Number.MAX_SAFE_INTEGER }))
        .filter(({ componentIds }) => reaches(reach, componentIds))
        .map((maintenance) => publicMaintenance(maintenance, known, now)),
  }
}
