import type { PublicMaintenance } from '../snapshot/snapshot.ts'
import type { PageContext } from './page-context.ts'

/** Pages tell of work that begins within this time; what lies further off is no reader's concern yet. */
const TOLD_AHEAD_MS = 30 * 24 * 3_600_000

/** Planned work that is under way or begins within thirty days, soonest first. */
export function maintenancesSoon({ snapshot, now }: PageContext): PublicMaintenance[] {
  return snapshot.maintenances.filter(({ startsAt }) => startsAt < now + TOLD_AHEAD_MS)
}
