import type { Change } from '../../domain/change.ts'
import { isImpaired, type State } from '../../domain/state.ts'
import { changesBetween, stateAt } from '../../store/changes.ts'
import type { StoredIncident } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'

/** How much of an incident until `untilAt` nobody saw, ms: none of its components was seen to fail, and one at least not at all. */
export async function unseenMs(
  db: Db,
  { components, startedAt }: StoredIncident,
  untilAt: number,
): Promise<number> {
  const states = new Map<string, State>()
  const componentIds = components.map(({ componentId }) => componentId)
  for (const componentId of componentIds) {
    states.set(componentId, (await stateAt(db, { componentId, at: startedAt })) ?? 'unknown')
  }
  const changes = await changesBetween(db, { fromAt: startedAt, toAt: untilAt, componentIds })
  return unseenIn(states, changes, { fromAt: startedAt, toAt: untilAt })
}

function unseenIn(
  states: Map<string, State>,
  changes: readonly Change[],
  { fromAt, toAt }: { readonly fromAt: number; readonly toAt: number },
): number {
  let unseen = 0
  let cursor = fromAt
  const isUnseen = () => {
    const now = [...states.values()]
    return now.includes('unknown') && !now.some(isImpaired)
  }
  for (const { at, componentId, to } of changes) {
    if (isUnseen()) unseen += at - cursor
    cursor = at
    states.set(componentId, to)
  }
  return isUnseen() ? unseen + toAt - cursor : unseen
}
