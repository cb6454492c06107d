import type { Component } from './component.ts'
import { isImpaired, type State } from './state.ts'
import { failTogether } from './together.ts'

interface Parts {
  readonly components: readonly Component[]
  partsOf(componentId: string): readonly Component[]
  readonly upstreamShare: number
}

interface Affected {
  readonly componentId: string
  readonly worst: State
}

/**
 * What to call an incident by: the whole instead of parts where the whole is out or most of its parts fail, the part
 * instead of a whole that is impaired only because of it. In the wallet's own order, gravest first is not needed:
 * readers look for their own service.
 */
export function namedComponents(
  map: Parts,
  affected: readonly Affected[],
  upstream?: string,
): readonly string[] {
  const impaired = new Map(
    affected.filter(({ worst }) => isImpaired(worst)).map(({ componentId, worst }) => [componentId, worst]),
  )
  const standsForParts = (id: string) =>
    id === upstream || impaired.get(id) === 'major_outage' || mostPartsFail(map, id, impaired)
  const named = map.components.filter((component) => {
    const { id, parentId } = component
    const isWholeOfUpstream = id === upstream && map.partsOf(id).length > 0
    if (!impaired.has(id) && !isWholeOfUpstream) return false
    if (
      parentId !== undefined &&
      standsForParts(parentId) &&
      isShown(map, parentId, { impaired, upstream })
    ) {
      return false
    }
    return standsForParts(id) || !map.partsOf(id).some((part) => impaired.has(part.id))
  })
  return named.map(({ id }) => id)
}

function mostPartsFail(map: Parts, id: string, impaired: ReadonlyMap<string, unknown>): boolean {
  const parts = map.partsOf(id)
  const failing = parts.filter((part) => impaired.has(part.id))
  const all = parts.length > 0 && failing.length === parts.length
  return all || failTogether({ failing: failing.length, all: parts.length }, map.upstreamShare)
}

function isShown(
  map: Parts,
  id: string,
  { impaired, upstream }: { impaired: ReadonlyMap<string, unknown>; upstream: string | undefined },
): boolean {
  return impaired.has(id) || (id === upstream && map.partsOf(id).length > 0)
}
