import { maintenanceStatus, startToldAt, type Maintenance } from '../../domain/maintenance.ts'
import type { Db } from '../../store/open.ts'
import { maintenancesBetween } from '../../store/maintenances.ts'
import type { ComponentState } from '../../store/states.ts'
import type { Work } from './sight.ts'
import type { WalletMap } from '../wallet-map.ts'

/** Planned work under way at `now`, by component id; work on a whole is work on its parts. */
export async function workUnderWay(db: Db, map: WalletMap, now: number): Promise<Map<string, Work>> {
  const planned = await maintenancesBetween(db, { fromAt: now, toAt: now + 1 })
  const underWay = planned.filter((maintenance) => maintenanceStatus(maintenance, now) === 'in_progress')
  return byComponent(map, underWay)
}

/**
 * Before it was told of a component, nothing was planned for it: what failed until then was an outage, and remains one.
 */
function countsFrom(map: WalletMap, maintenance: Maintenance, id: string): number {
  const brought = maintenance.updates.findLast(({ before }) => !concerned(map, before).includes(id))
  return Math.max(maintenance.startsAt, startToldAt(maintenance), brought?.at ?? 0)
}

/**
 * The planned work that components were last known to be under, which may have ended while nobody was there to see:
 * then it ended when it was planned to, or when it was called off.
 */
export async function workRecalled(
  db: Db,
  map: WalletMap,
  { states, now }: { readonly states: ReadonlyMap<string, ComponentState>; readonly now: number },
): Promise<ReadonlyMap<string, Work>> {
  const under = [...states].filter(
    ([, { state, reason }]) => state === 'maintenance' && reason.code === 'maintenance_started',
  )
  if (under.length === 0) return new Map()
  const fromAt = Math.min(...under.map(([, { sinceAt }]) => sinceAt))
  const planned = await maintenancesBetween(db, { fromAt, toAt: now + 1 })
  const known = byComponent(
    map,
    planned.map((one) => ({ ...one, endsAt: Math.min(one.endsAt, one.cancelledAt ?? one.endsAt) })),
  )
  return new Map(under.map(([id, { sinceAt }]) => [id, known.get(id) ?? { startsAt: sinceAt, endsAt: now }]))
}

function byComponent(map: WalletMap, planned: readonly Maintenance[]): Map<string, Work> {
  const work = new Map<string, Work>()
  for (const maintenance of planned) {
    for (const id of concerned(map, maintenance)) {
      const known = work.get(id)
      work.set(id, {
        startsAt: Math.min(countsFrom(map, maintenance, id), known?.startsAt ?? Infinity),
        endsAt: Math.max(maintenance.endsAt, known?.endsAt ?? -Infinity),
      })
    }
  }
  return work
}

/** Components on which work began or ended between two moments; where it ended, when. */
export function compareWork(
  before: ReadonlyMap<string, Work>,
  after: ReadonlyMap<string, Work>,
  now: number,
): { readonly began: string[]; readonly ended: Map<string, number> } {
  const began = [...after.keys()].filter((id) => !before.has(id))
  const ended = [...before].filter(([id]) => !after.has(id))
  // Work that was called off ends now, before the time it was planned to.
  return { began, ended: new Map(ended.map(([id, { endsAt }]) => [id, Math.min(endsAt, now)])) }
}

function concerned(map: WalletMap, { componentIds }: Pick<Maintenance, 'componentIds'>): string[] {
  const known = componentIds.filter((id) => map.component(id) !== undefined)
  return known.flatMap((id) => [id, ...map.partsOf(id).map((part) => part.id)])
}
