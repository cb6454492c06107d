import type { Standing } from '../../../domain/help-article.ts'
import { isBack } from '../../../domain/phases.ts'
import { isImpaired } from '../../../domain/state.ts'
import type { PublicComponent, PublicIncident } from '../../snapshot/snapshot.ts'
import type { PageContext } from '../page-context.ts'

/** How these components stand together at this moment; a fault that was told of counts although they look well. */
export function standingOf(context: PageContext, componentIds: readonly string[]): Standing {
  const components = componentIds.flatMap((id) => context.place(id)?.component ?? [])
  const states = components.map(({ state }) => state)
  if (states.some(isImpaired) || incidentsOf(context, componentIds).length > 0) return 'impaired'
  if (states.includes('maintenance') || components.some((one) => workedOnIn(one).length > 0))
    return 'maintenance'
  return states.length === 0 || states.includes('unknown') ? 'unknown' : 'works'
}

/** The parts under maintenance of a whole that works: it is well without them, whoever uses one of them is not. */
export function workedOnIn({ state, parts }: PublicComponent): PublicComponent[] {
  return state === 'operational' ? parts.filter((part) => part.state === 'maintenance') : []
}

/** Incidents of which readers still feel something, about these components or parts of them. */
export function incidentsOf(context: PageContext, componentIds: readonly string[]): PublicIncident[] {
  const asked = new Set(componentIds)
  return context.snapshot.incidents.filter(
    (incident) =>
      !isBack(incident) &&
      incident.components.some(({ componentId }) => {
        const parentId = context.place(componentId)?.parent?.id
        return asked.has(componentId) || (parentId !== undefined && asked.has(parentId))
      }),
  )
}
