import type { Wallet } from '../../domain/wallet.ts'
import { noTime } from '../../judge/uptime.ts'
import { dayStartsUntil } from './calendar.ts'
import { HISTORY_DAYS, type ComponentPast } from './component-history.ts'
import { createPublicGroups } from './public-groups.ts'
import type { PublicComponent, PublicDay, Snapshot } from './snapshot.ts'
import { tasksOf } from './tasks.ts'

const UNSEEN = { state: 'unknown', componentIds: [], level: 'blind' } as const

/** What can be said before the store has ever been read: the wallet's parts, and that nobody has seen them. */
export function blindSnapshot(wallet: Wallet, now: number): Snapshot {
  const past = unseenPast(wallet.page.zone, now)
  return {
    builtAt: now,
    verdict: UNSEEN,
    tasks: tasksOf(wallet.components, () => 'unknown'),
    groups: createPublicGroups(wallet)(new Map(), () => past),
    incidents: [],
    moreReports: [],
    maintenances: [],
    announcements: [],
  }
}

function unseenPast(zone: string, now: number): ComponentPast {
  const starts = dayStartsUntil(now, zone, HISTORY_DAYS)
  const days = starts.map((at, index): PublicDay => ({
    at,
    worst: 'unknown',
    ms: { ...noTime(), unknown: (starts[index + 1] ?? now) - at },
  }))
  return { days, uptime: { coverage: 0, downMs: 0, degradedMs: 0 } }
}

/**
 * An old snapshot after the store could not be read for long: what people wrote still stands, what probes saw no
 * longer does, and nothing stays green that nobody has seen.
 */
export function blinded(snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    verdict: UNSEEN,
    moreReports: [],
    tasks: snapshot.tasks.map((task) => ({ ...task, state: 'unknown' })),
    groups: snapshot.groups.map((group) => ({ ...group, components: group.components.map(unseen) })),
  }
}

function unseen(component: PublicComponent): PublicComponent {
  const { reason: _reason, sinceAt: _sinceAt, ...rest } = component
  return { ...rest, state: 'unknown', alternatives: [], parts: component.parts.map(unseen) }
}
