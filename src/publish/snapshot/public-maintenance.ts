import { maintenanceStatus, type Maintenance } from '../../domain/maintenance.ts'
import { publicText, publicTexts } from '../../domain/public-text.ts'
import type { PublicMaintenance } from './snapshot.ts'

/** Planned work as readers may see it at `now`; components outside `componentIds` are left out. */
export function publicMaintenance(
  maintenance: Maintenance,
  componentIds: ReadonlySet<string>,
  now: number,
): PublicMaintenance {
  const { cancelledAt } = maintenance
  const shown = (ids: readonly string[]) => ids.filter((id) => componentIds.has(id))
  return {
    id: maintenance.id,
    title: publicText(maintenance.title),
    body: publicText(maintenance.body),
    notAffected: publicTexts(maintenance.notAffected),
    delayed: publicTexts(maintenance.delayed),
    mayFail: publicTexts(maintenance.mayFail),
    componentIds: shown(maintenance.componentIds),
    status: maintenanceStatus(maintenance, now),
    startsAt: maintenance.startsAt,
    endsAt: maintenance.endsAt,
    announcedAt: maintenance.announcedAt,
    ...(cancelledAt !== undefined && { cancelledAt }),
    sequence: maintenance.sequence,
    updates: maintenance.updates.map(({ at, before }) => ({
      at,
      before: {
        body: publicText(before.body),
        componentIds: shown(before.componentIds),
        startsAt: before.startsAt,
        endsAt: before.endsAt,
      },
    })),
  }
}
