import type { Outline, OutlinedComponent } from './outline.ts'
import type { Complaint } from '../problem.ts'

/**
 * No component depends on itself by way of others: there would be no upstream to look for. A component also needs
 * its parts, so a part cannot depend on what it is a part of. Each cycle is reported once, at its first member.
 */
export function checkCycles({ components }: Outline): Complaint[] {
  const needs = new Map<string, string[]>()
  for (const { id, parentId, dependsOn } of components) {
    if (id === undefined) continue
    needs.set(id, [...(needs.get(id) ?? []), ...dependsOn.filter((other) => other !== id)])
    if (parentId !== undefined && parentId !== id) needs.set(parentId, [...(needs.get(parentId) ?? []), id])
  }
  const clear = new Set<string>()
  return components.flatMap((component) => {
    const cycle = component.id === undefined ? undefined : findCycle(component.id, needs, clear)
    const member = cycle === undefined ? undefined : components.find(({ id }) => id === cycle[0])
    return cycle === undefined || member === undefined ? [] : [complaint(member, cycle)]
  })
}

function complaint({ path, dependsOn }: OutlinedComponent, cycle: readonly string[]): Complaint {
  const at = dependsOn.length > 0 ? [...path, 'dependsOn'] : path
  const way = [...cycle, cycle[0]].join(' → ')
  return { path: at, message: `it depends on itself: ${way}; expected dependencies without a circle` }
}

/**
 * The ids of a circle that can be reached from `start`, in order and beginning with `start` where it is one of
 * them. Depth first on a stack of our own, since the depth is the author's choice. `clear` collects what was seen.
 */
function findCycle(
  start: string,
  needs: ReadonlyMap<string, string[]>,
  clear: Set<string>,
): string[] | undefined {
  if (clear.has(start)) return undefined
  const way: { id: string; rest: string[] }[] = [{ id: start, rest: [...(needs.get(start) ?? [])] }]
  let found: string[] | undefined
  while (way.length > 0) {
    const next = way.at(-1)?.rest.pop()
    const onTheWay = way.findIndex(({ id }) => id === next)
    if (next === undefined) {
      clear.add(way.pop()?.id ?? start)
    } else if (onTheWay >= 0) {
      found ??= way.slice(onTheWay).map(({ id }) => id)
    } else if (!clear.has(next)) {
      way.push({ id: next, rest: [...(needs.get(next) ?? [])] })
    }
  }
  return found
}
