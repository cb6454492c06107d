import { isDeepStrictEqual } from 'node:util'

import type { Static } from 'typebox'

import type { Maintenance, MaintenancePlan } from '../../domain/maintenance.ts'
import { addMaintenanceUpdate, replaceMaintenance } from '../../store/maintenances.ts'
import { noteMaintenanceUpdate } from '../notices/note-maintenance-update.ts'
import { componentsNamed, type Desk } from './desk.ts'
import { UpdateMaintenanceInput } from './input.ts'
import { checkWindow, windowWarnings } from './maintenance-window.ts'
import { maintenanceToCome, type Planned } from './plan-maintenance.ts'
import { readInput, readMoment } from './read-input.ts'
import { RecordError, refuse, type InputProblem } from './record-error.ts'

/**
 * Changes planned work, also while it is under way; what the input leaves out stays as it was. How it stood before is kept,
 * and whoever was told of it is told. Throws RecordError with everything that is wrong; then nothing is written.
 */
export async function updateMaintenance(
  desk: Desk,
  { id, input }: { readonly id: string; readonly input: unknown },
  now: number,
): Promise<Planned> {
  const given = readInput(UpdateMaintenanceInput, input)
  const { zone } = desk.wallet.page
  return desk.db.transaction().execute(async (tx) => {
    const known = await maintenanceToCome(tx, id, now)
    const before = planOf(known)
    const problems: InputProblem[] = []
    const plan = planAfter(before, given, { desk, problems })
    checkWindow(plan, { now, problems, before })
    refuse(problems)
    if (isDeepStrictEqual(plan, before))
      throw new RecordError([{ path: '', message: `nothing here would change maintenance ${id}` }])
    const update = { at: now, before }
    const maintenance: Maintenance = {
      ...known,
      ...plan,
      sequence: known.sequence + 1,
      updates: [...known.updates, update],
    }
    const warnings = await windowWarnings(tx, maintenance, { zone, now, before })
    await replaceMaintenance(tx, maintenance)
    await addMaintenanceUpdate(tx, { id, update })
    await noteMaintenanceUpdate(tx, { maintenance, before }, now)
    return { maintenance, warnings }
  })
}

function planOf(maintenance: Maintenance): MaintenancePlan {
  const { title, body, notAffected, delayed, mayFail, componentIds, startsAt, endsAt } = maintenance
  return { title, body, notAffected, delayed, mayFail, componentIds, startsAt, endsAt }
}

/** The same components in another order are no other plan. */
function inOrder(componentIds: readonly string[], before: MaintenancePlan): readonly string[] {
  const isSame = new Set([...componentIds, ...before.componentIds]).size === before.componentIds.length
  return isSame && componentIds.length === before.componentIds.length ? before.componentIds : componentIds
}

function planAfter(
  before: MaintenancePlan,
  given: Static<typeof UpdateMaintenanceInput>,
  { desk, problems }: { readonly desk: Desk; readonly problems: InputProblem[] },
): MaintenancePlan {
  const { zone } = desk.wallet.page
  componentsNamed(desk, given.components ?? [], { path: (index) => `components[${index}]`, problems })
  return {
    title: given.title ?? before.title,
    body: given.body ?? before.body,
    notAffected: given.notAffected ?? before.notAffected,
    delayed: given.delayed ?? before.delayed,
    mayFail: given.mayFail ?? before.mayFail,
    componentIds: given.components === undefined ? before.componentIds : inOrder(given.components, before),
    startsAt: readMoment(given.startsAt, { path: 'startsAt', zone, problems }) ?? before.startsAt,
    endsAt: readMoment(given.endsAt, { path: 'endsAt', zone, problems }) ?? before.endsAt,
  }
}
