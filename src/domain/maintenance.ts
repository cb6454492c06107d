import type { LocalText } from './locale.ts'

/** What is planned: what an update of planned work may change. */
export interface MaintenancePlan {
  readonly title: LocalText
  readonly body: LocalText
  /** What stays available, what is delayed, what may fail. */
  readonly notAffected: readonly LocalText[]
  readonly delayed: readonly LocalText[]
  readonly mayFail: readonly LocalText[]
  readonly componentIds: readonly string[]
  readonly startsAt: number
  readonly endsAt: number
}

/** Planned work on named components. It suppresses notices for those only and never hides an outage of another. */
export interface Maintenance extends MaintenancePlan {
  readonly id: string
  readonly announcedAt: number
  readonly cancelledAt?: number
  /** Raised by one at every update and by calling it off, as calendars need it. */
  readonly sequence: number
  /** Oldest first. */
  readonly updates: readonly MaintenanceUpdate[]
}

/** The plan was changed. */
export interface MaintenanceUpdate {
  readonly at: number
  /** The plan that held until then. */
  readonly before: MaintenancePlan
}

/** From when until when work is planned. */
export interface MaintenanceWindow {
  readonly startsAt: number
  readonly endsAt: number
}

/** Readers were told at `at` that work takes place at another time than they had been told before. */
export interface MaintenanceMove {
  readonly at: number
  readonly from: MaintenanceWindow
  readonly to: MaintenanceWindow
}

export type MaintenanceStatus = 'scheduled' | 'in_progress' | 'completed' | 'cancelled'

export function maintenanceStatus(
  maintenance: MaintenanceWindow & Pick<Maintenance, 'cancelledAt'>,
  now: number,
): MaintenanceStatus {
  if (maintenance.cancelledAt !== undefined) return 'cancelled'
  if (now < maintenance.startsAt) return 'scheduled'
  return now < maintenance.endsAt ? 'in_progress' : 'completed'
}

/** Updates that gave work another time, oldest first; those of its words alone are left out. */
export function maintenanceMoves(
  maintenance: MaintenanceWindow & {
    readonly updates: readonly { readonly at: number; readonly before: MaintenanceWindow }[]
  },
): MaintenanceMove[] {
  const { updates } = maintenance
  return updates
    .map(({ at, before: from }, index) => ({ at, from, to: updates[index + 1]?.before ?? maintenance }))
    .filter(({ from, to }) => !isSameWindow(from, to))
}

export function isSameWindow(one: MaintenanceWindow, other: MaintenanceWindow): boolean {
  return one.startsAt === other.startsAt && one.endsAt === other.endsAt
}

/** When readers were told of the beginning that holds now. */
export function startToldAt(
  maintenance: Pick<Maintenance, keyof MaintenanceWindow | 'announcedAt' | 'updates'>,
): number {
  const moved = maintenanceMoves(maintenance).findLast(({ from, to }) => from.startsAt !== to.startsAt)
  return moved?.at ?? maintenance.announcedAt
}
