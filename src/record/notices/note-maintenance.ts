import { startToldAt, type Maintenance } from '../../domain/maintenance.ts'
import type { MaintenanceMoment, MaintenanceNews } from '../../domain/notice.ts'
import { publicText, publicTexts } from '../../domain/public-text.ts'
import { maintenancesBetween } from '../../store/maintenances.ts'
import { toldMoments } from '../../store/notices/notices.ts'
import type { Db } from '../../store/open.ts'
import { note } from './note.ts'

const DAY_MS = 86_400_000

/** What is told late is told wrongly: a moment that passed longer ago, while nobody ran, is left untold. */
const LATEST_MS = 3_600_000

export async function noteMaintenance(
  tx: Db,
  maintenance: Maintenance,
  moment: MaintenanceMoment,
  now: number,
): Promise<void> {
  await note(tx, maintenanceNews(maintenance, moment), now)
}

/** Planned work as the public may know it at one of its moments. */
export function maintenanceNews(maintenance: Maintenance, moment: MaintenanceMoment): MaintenanceNews {
  const { id, title, body, startsAt, endsAt, notAffected, delayed, mayFail, componentIds } = maintenance
  return {
    subject: 'maintenance',
    subjectId: id,
    moment,
    title: publicText(title),
    body: publicText(body),
    startsAt,
    endsAt,
    notAffected: publicTexts(notAffected),
    delayed: publicTexts(delayed),
    mayFail: publicTexts(mayFail),
    componentIds,
  }
}

/**
 * Tells of planned work whose moment has come: the day before, its beginning, its end. Each is told once, the day before
 * once for each beginning that was announced in time; of several that have passed only the last.
 */
export async function notePlannedWork(tx: Db, now: number): Promise<void> {
  const planned = await maintenancesBetween(tx, { fromAt: now - LATEST_MS, toAt: now + DAY_MS + 1 })
  for (const maintenance of planned) {
    if (maintenance.cancelledAt !== undefined) continue
    const moment = momentNow(maintenance, now)
    if (moment === undefined) continue
    // What was told of a beginning that holds no longer was not told of this one.
    const sinceAt = startToldAt(maintenance)
    const told = await toldMoments(tx, { subject: 'maintenance', subjectId: maintenance.id, sinceAt })
    if (told.has(moment)) continue
    await noteMaintenance(tx, maintenance, moment, now)
  }
}

/** The last moment of planned work that has come; its announcement and its updates are told when they are made. */
function momentNow(maintenance: Maintenance, now: number): MaintenanceMoment | undefined {
  const { startsAt, endsAt } = maintenance
  if (now >= endsAt) return 'ended'
  if (now >= startsAt) return now - startsAt <= LATEST_MS ? 'started' : undefined
  // Who was told of this beginning within the last day and a half needs no reminder.
  const reminds = startsAt - startToldAt(maintenance) > DAY_MS * 1.5
  return reminds && now >= startsAt - DAY_MS ? 'day_before' : undefined
}
