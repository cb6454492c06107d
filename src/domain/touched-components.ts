import type { Component } from './component.ts'
import type { State } from './state.ts'

type Parts = readonly Pick<Component, 'id' | 'groupId' | 'parentId'>[]

/** A component that something is about; how bad it is there, or nothing where all of it is meant. */
interface Affected {
  readonly componentId: string
  readonly worst?: State
}

/**
 * Those that their followers hear of: the affected, with their wholes, and with their parts where all of those are meant.
 * Who follows a channel hears of its banks, and who follows one bank hears that the whole channel is down, but not of
 * another bank.
 */
export function touchedComponents(components: Parts, affected: readonly Affected[]): Parts {
  const ids = new Set(affected.map(({ componentId }) => componentId))
  const wholes = new Set(components.flatMap(({ id, parentId }) => (ids.has(id) ? [parentId] : [])))
  const entire = new Set(
    affected.filter((one) => isEntire(one, wholes)).map(({ componentId }) => componentId),
  )
  return components.filter(
    ({ id, parentId }) => ids.has(id) || wholes.has(id) || (parentId !== undefined && entire.has(parentId)),
  )
}

/** A channel in which one bank fails is affected as well; the customers of its other banks need not hear of it. */
function isEntire({ componentId, worst }: Affected, wholes: ReadonlySet<string | undefined>): boolean {
  return worst === undefined || !wholes.has(componentId) || worst === 'major_outage'
}
