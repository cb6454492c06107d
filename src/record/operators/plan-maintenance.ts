import { maintenanceStatus, type Maintenance } from '../../domain/maintenance.ts'
import { newId } from '../../lib/id.ts'
import { insertMaintenance, maintenanceById, replaceMaintenance } from '../../store/maintenances.ts'
import type { Db } from '../../store/open.ts'
import { noteMaintenance } from '../notices/note-maintenance.ts'
import { componentsNamed, type Desk } from './desk.ts'
import { MaintenanceInput } from './input.ts'
import { checkWindow, windowWarnings } from './maintenance-window.ts'
import { readInput, readMoment } from './read-input.ts'
import { RecordError, refuse, type InputProblem } from './record-error.ts'

export interface Planned {
  readonly maintenance: Maintenance
  /** What is allowed and yet worth a second thought, in plain words. */
  readonly warnings: readonly string[]
}

/** Announces planned work. Throws RecordError with everything that is wrong; then nothing is written. */
export async function planMaintenance(desk: Desk, input: unknown, now: number): Promise<Planned> {
  const given = readInput(MaintenanceInput, input)
  const problems: InputProblem[] = []
  const { zone } = desk.wallet.page
  componentsNamed(desk, given.components, { path: (index) => `components[${index}]`, problems })
  const startsAt = readMoment(given.startsAt, { path: 'startsAt', zone, problems })
  const endsAt = readMoment(given.endsAt, { path: 'endsAt', zone, problems })
  checkWindow(
    { ...(startsAt !== undefined && { startsAt }), ...(endsAt !== undefined && { endsAt }) },
    { now, problems },
  )
  refuse(problems)
  if (startsAt === undefined || endsAt === undefined)
    throw new Error('Moments that cannot be read are refused above.')
  const maintenance: Maintenance = {
    id: newId(),
    title: given.title,
    body: given.body,
    notAffected: given.notAffected ?? [],
    delayed: given.delayed ?? [],
    mayFail: given.mayFail ?? [],
    componentIds: given.components,
    startsAt,
    endsAt,
    announcedAt: now,
    sequence: 0,
    updates: [],
  }
  const warnings = await windowWarnings(desk.db, maintenance, { zone, now })
  await desk.db.transaction().execute(async (tx) => {
    await insertMaintenance(tx, maintenance)
    await noteMaintenance(tx, maintenance, 'announced', now)
  })
  return { maintenance, warnings }
}

/** Calls planned work off, or ends it early. Throws RecordError where there is none to call off. */
export async function cancelMaintenance(
  { db }: Pick<Desk, 'db'>,
  { id }: { readonly id: string },
  now: number,
): Promise<Maintenance> {
  return db.transaction().execute(async (tx) => {
    const maintenance = await maintenanceToCome(tx, id, now)
    const cancelled = { ...maintenance, cancelledAt: now, sequence: maintenance.sequence + 1 }
    await replaceMaintenance(tx, cancelled)
    // Of work under way nobody may be told that it does not take place.
    if (maintenance.startsAt <= now) await noteMaintenance(tx, { ...cancelled, endsAt: now }, 'ended', now)
    else await noteMaintenance(tx, cancelled, 'cancelled', now)
    return cancelled
  })
}

/** The maintenance with this id; throws RecordError where there is none, or it is over or was called off. */
export async function maintenanceToCome(db: Db, id: string, now: number): Promise<Maintenance> {
  const maintenance = await maintenanceById(db, id)
  if (maintenance === undefined)
    throw new RecordError([{ path: '', message: `there is no maintenance "${id}"` }])
  const status = maintenanceStatus(maintenance, now)
  if (status === 'cancelled' || status === 'completed')
    throw new RecordError([{ path: '', message: `maintenance ${id} is ${status} already` }])
  return maintenance
}
