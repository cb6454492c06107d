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
  return {
    id: maintenance.id,
    title: publicText(maintenance.title),
    body: publicText(maintenance.body),
    notAffected: publicTexts(maintenance.notAffected),
    delayed: publicTexts(maintenance.delayed),
    mayFail: publicTexts(maintenance.mayFail),
    componentIds: maintenance.componentIds.filter((id) => componentIds.has(id)),
    status: maintenanceStatus(maintenance, now),
    startsAt: maintenance.startsAt,
    endsAt: maintenance.endsAt,
    announcedAt: maintenance.announcedAt,
    ...(cancelledAt !== undefined && { cancelledAt }),
    sequence: maintenance.sequence,
  }
}
