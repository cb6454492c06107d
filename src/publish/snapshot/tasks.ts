import { TASKS, type Component } from '../../domain/component.ts'
import { isImpaired, type State } from '../../domain/state.ts'
import type { PublicTask } from './snapshot.ts'
import { gravestOf } from './worst.ts'

/**
 * What people come for, each with the state of the components that serve it together: out when all
 * of them are, partly out when some are. One top-up channel of six that is out leaves topping up partly available. Tasks nobody serves are left out.
 */
export function tasksOf(
  components: readonly Component[],
  stateOf: (componentId: string) => State,
): PublicTask[] {
  return TASKS.flatMap((task) => {
    const serving = components
      .filter((component) => component.task === task && component.parentId === undefined)
      .map((component) => ({ ...component, state: stateOf(component.id) }))
    const gravest = gravestOf(serving.map(({ state }) => state))
    const named = serving.find(({ state }) => state === gravest)
    return named === undefined
      ? []
      : [{ task, state: taskState(serving.map(({ state }) => state)), componentId: named.id }]
  })
}

function taskState(states: readonly State[]): State {
  const out = states.filter((state) => state === 'major_outage')
  if (out.length > 0) return out.length === states.length ? 'major_outage' : 'partial_outage'
  const gravest = gravestOf(states)
  if (isImpaired(gravest)) return gravest
  // Planned work on one way, or one way nobody has looked at, leaves the others to do it with.
  return states.includes('operational') ? 'operational' : gravest
}
