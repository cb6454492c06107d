import { maintenanceStatus, type Maintenance } from '../../domain/maintenance.ts'
import { newId } from '../../lib/id.ts'
import { weekdaysBetween } from '../../lib/zone-days.ts'
import {
  insertMaintenance,
  maintenanceById,
  maintenancesBetween,
  updateMaintenance,
} from '../../store/maintenances.ts'
import { noteMaintenance } from '../notices/note-maintenance.ts'
import { componentsNamed, type Desk } from './desk.ts'
import { MaintenanceInput } from './input.ts'
import { readInput, readMoment } from './read-input.ts'
import { RecordError, refuse, type InputProblem } from './record-error.ts'

/** Planned work is announced this many working days ahead (a payment institution's duty). */
const NOTICE_WEEKDAYS = 5

/** Work may be announced as it begins, and writing it down takes a moment. */
const LATE_MS = 5 * 60_000

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
  if (startsAt !== undefined && endsAt !== undefined && endsAt <= startsAt) {
    problems.push({ path: 'endsAt', message: 'expected a moment after startsAt' })
  }
  if (endsAt !== undefined && endsAt <= now) problems.push({ path: 'endsAt', message: 'lies in the past' })
  if (startsAt !== undefined && startsAt < now - LATE_MS) {
    const message =
      'lies in the past, expected a moment to come or five minutes ago at most; for what failed before, open an incident'
    problems.push({ path: 'startsAt', message })
  }
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
  }
  const warnings = [...(await overlaps(desk, maintenance)), ...shortNotice(maintenance, zone)]
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
    const maintenance = await maintenanceById(tx, id)
    if (maintenance === undefined)
      throw new RecordError([{ path: '', message: `there is no maintenance "${id}"` }])
    const status = maintenanceStatus(maintenance, now)
    if (status === 'cancelled' || status === 'completed') {
      throw new RecordError([{ path: '', message: `maintenance ${id} is ${status} already` }])
    }
    const cancelled = { ...maintenance, cancelledAt: now, sequence: maintenance.sequence + 1 }
    await updateMaintenance(tx, cancelled)
    // Of work under way nobody may be told that it does not take place.
    if (status === 'in_progress') await noteMaintenance(tx, { ...cancelled, endsAt: now }, 'ended', now)
    else await noteMaintenance(tx, cancelled, 'cancelled', now)
    return cancelled
  })
}

async function overlaps({ db }: Desk, maintenance: Maintenance): Promise<string[]> {
  const { startsAt, endsAt, componentIds } = maintenance
  const others = await maintenancesBetween(db, { fromAt: startsAt, toAt: endsAt })
  return others
    .filter(({ cancelledAt }) => cancelledAt === undefined)
    .filter((other) => other.componentIds.some((id) => componentIds.includes(id)))
    .map((other) => `Maintenance ${other.id} is planned for the same components at the same time.`)
}

function shortNotice({ announcedAt, startsAt }: Maintenance, zone: string): string[] {
  const weekdays = weekdaysBetween(zone, announcedAt, startsAt)
  if (weekdays >= NOTICE_WEEKDAYS) return []
  return [
    `This is ${weekdays} working days ahead (Monday to Friday; public holidays are not counted out). ` +
      `Planned work should be announced at least ${NOTICE_WEEKDAYS} working days before it begins.`,
  ]
}
