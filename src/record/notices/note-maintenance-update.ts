import { isSameWindow, type Maintenance, type MaintenancePlan } from '../../domain/maintenance.ts'
import { toldMoments } from '../../store/notices/notices.ts'
import type { Db } from '../../store/open.ts'
import { maintenanceNews } from './note-maintenance.ts'
import { note } from './note.ts'

/**
 * Writes down that planned work has changed: for whoever was told of it an update, and for whoever it newly concerns the
 * word that the others had, since for them it is no change. Nobody is in both audiences.
 */
export async function noteMaintenanceUpdate(
  tx: Db,
  { maintenance, before }: { readonly maintenance: Maintenance; readonly before: MaintenancePlan },
  now: number,
): Promise<void> {
  const { startsAt, endsAt, componentIds } = maintenance
  const joined = componentIds.filter((id) => !before.componentIds.includes(id))
  const left = before.componentIds.filter((id) => !componentIds.includes(id))
  const parts = { ...(joined.length > 0 && { joined }), ...(left.length > 0 && { left }) }
  const was = { startsAt: before.startsAt, endsAt: before.endsAt }
  const isMoved = !isSameWindow(was, { startsAt, endsAt })
  await note(tx, { ...maintenanceNews(maintenance, 'updated'), ...(isMoved && { was }), ...parts }, now)
  if (joined.length === 0) return
  // What was told of the beginning reached nobody whom it did not concern; until that is told, it will reach them too.
  const told = await toldMoments(tx, { subject: 'maintenance', subjectId: maintenance.id, sinceAt: 0 })
  const moment = told.has('started') ? 'started' : 'announced'
  await note(tx, { ...maintenanceNews(maintenance, moment), ...parts }, now)
}
