import type { LocalText } from './locale.ts'

/** Planned work on named components. It suppresses notices for those only and never hides an outage of another. */
export interface Maintenance {
  readonly id: string
  readonly title: LocalText
  readonly body: LocalText
  /** What stays available, what is delayed, what may fail. */
  readonly notAffected: readonly LocalText[]
  readonly delayed: readonly LocalText[]
  readonly mayFail: readonly LocalText[]
  readonly componentIds: readonly string[]
  readonly startsAt: number
  readonly endsAt: number
  readonly announcedAt: number
  readonly cancelledAt?: number
  /** Raised by one at every change, as calendars need it. */
  readonly sequence: number
}

export type MaintenanceStatus = 'scheduled' | 'in_progress' | 'completed' | 'cancelled'

export function maintenanceStatus(maintenance: Maintenance, now: number): MaintenanceStatus {
  if (maintenance.cancelledAt !== undefined) return 'cancelled'
  if (now < maintenance.startsAt) return 'scheduled'
  return now < maintenance.endsAt ? 'in_progress' : 'completed'
}
