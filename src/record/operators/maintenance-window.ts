import { isSameWindow, type Maintenance, type MaintenanceWindow } from '../../domain/maintenance.ts'
import { weekdaysBetween } from '../../lib/zone-days.ts'
import { maintenancesBetween } from '../../store/maintenances.ts'
import type { Db } from '../../store/open.ts'
import type { InputProblem } from './record-error.ts'

/** Planned work is announced this many working days ahead (a payment institution's duty). */
const NOTICE_WEEKDAYS = 5

/** Work may be announced as it begins, and writing it down takes a moment. */
const LATE_MS = 5 * 60_000

interface Asked {
  readonly now: number
  readonly problems: InputProblem[]
  /** The window that holds, where this one is to replace it: what stays as it was is not found fault with. */
  readonly before?: MaintenanceWindow
}

/** Moments at which no work can begin or end join the problems; one that could not be read is passed over. */
export function checkWindow(
  { startsAt, endsAt }: Partial<MaintenanceWindow>,
  { now, problems, before }: Asked,
): void {
  const complain = (path: keyof MaintenanceWindow, message: string) => problems.push({ path, message })
  const endMoves = endsAt !== before?.endsAt
  if (startsAt !== undefined && endsAt !== undefined && endsAt <= startsAt) {
    if (endMoves) complain('endsAt', 'expected a moment after startsAt')
    else complain('startsAt', 'expected a moment before endsAt; where both move, give both')
  }
  if (endsAt !== undefined && endMoves && endsAt <= now) complain('endsAt', 'lies in the past')
  if (startsAt === undefined || startsAt === before?.startsAt) return
  if (before !== undefined && before.startsAt <= now) {
    complain(
      'startsAt',
      'this work has begun; expected no other beginning. To put it off, cancel it and plan it anew',
    )
  } else if (startsAt < now - LATE_MS) {
    complain(
      'startsAt',
      'lies in the past, expected a moment to come or five minutes ago at most; for what failed before, open an incident',
    )
  }
}

/** What is allowed and yet worth a second thought of work told of at `now`, in plain words. */
export async function windowWarnings(
  db: Db,
  maintenance: Maintenance,
  { zone, now, before }: Omit<Asked, 'problems'> & { readonly zone: string },
): Promise<string[]> {
  const isMoved = before === undefined || !isSameWindow(before, maintenance)
  const startMoved = maintenance.startsAt !== before?.startsAt
  return [
    ...(isMoved ? await overlaps(db, maintenance) : []),
    ...(startMoved ? shortNotice(maintenance, zone, now) : []),
  ]
}

async function overlaps(db: Db, { id, startsAt, endsAt, componentIds }: Maintenance): Promise<string[]> {
  const others = await maintenancesBetween(db, { fromAt: startsAt, toAt: endsAt })
  return others
    .filter((other) => other.id !== id && other.cancelledAt === undefined)
    .filter((other) => other.componentIds.some((one) => componentIds.includes(one)))
    .map((other) => `Maintenance ${other.id} is planned for the same components at the same time.`)
}

function shortNotice({ startsAt }: Maintenance, zone: string, now: number): string[] {
  const weekdays = weekdaysBetween(zone, now, startsAt)
  if (weekdays >= NOTICE_WEEKDAYS) return []
  return [
    `This is ${weekdays} working days ahead (Monday to Friday; public holidays are not counted out). ` +
      `Planned work should be announced at least ${NOTICE_WEEKDAYS} working days before it begins.`,
  ]
}
