/*
 * When enough of those that share a dependency, or a whole, are in trouble together, the trouble is taken to lie there:
 * on what they depend on, rather than on the whole they are parts of, since that explains more. Of several, the one
 * that explains most of the troubled wins, and among equals the one with the fewest dependents.
 */
import { failTogether } from '../domain/together.ts'
import type { Kinship } from './kinship.ts'

export interface UpstreamQuestion {
  /** Components in trouble within one incident. */
  readonly troubled: readonly string[]
  readonly kinship: Kinship
  /** Share of the siblings, 0 to 1, that must be in trouble. */
  readonly upstreamShare: number
}

/** The component whose trouble would explain the others', if there is one. */
export function upstreamOf({ troubled, kinship, upstreamShare }: UpstreamQuestion): string | undefined {
  const inTrouble = new Set(troubled)
  const candidates = new Set(troubled.flatMap((id) => kinship.upstreamsOf(id)))
  const explaining = [...candidates].flatMap((id) => {
    const siblings = kinship.downstreamOf(id)
    const down = siblings.filter((sibling) => inTrouble.has(sibling))
    const parent = down.some((sibling) => kinship.parentOf(sibling) === id)
    const enough = failTogether({ failing: down.length, all: siblings.length }, upstreamShare)
    return enough ? [{ id, parent, explained: down.length, dependents: siblings.length }] : []
  })
  return explaining.toSorted(
    (a, b) =>
      Number(a.parent) - Number(b.parent) ||
      b.explained - a.explained ||
      a.dependents - b.dependents ||
      (a.id < b.id ? -1 : 1),
  )[0]?.id
}
