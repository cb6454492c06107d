/** Of an incident, what tells whether a complaint may be about it. */
interface Candidate {
  readonly id: string
  readonly startedAt: number
  readonly resolvedAt?: number
  readonly components: readonly { readonly componentId: string }[]
}

/** What is told of an incident days after its end is no longer about it. */
export const ASKED_AFTER_MS = 5 * 86_400_000

/**
 * The incident that somebody who writes at `now` about a component most likely means: one that is going on before one that is over, the
 * one that began last among these. `componentIds` are the component and what it is a part of or consists of; where none was named only
 * a single incident that is going on can be meant.
 */
export function incidentAskedAbout<Incident extends Candidate>(
  incidents: readonly Incident[],
  { componentIds, now }: { readonly componentIds: readonly string[]; readonly now: number },
): Incident | undefined {
  const recent = incidents.filter(
    ({ startedAt, resolvedAt = now }) => startedAt <= now && resolvedAt >= now - ASKED_AFTER_MS,
  )
  if (componentIds.length === 0) {
    const [only, ...others] = recent.filter(({ resolvedAt }) => resolvedAt === undefined)
    return others.length === 0 ? only : undefined
  }
  const [likeliest] = recent
    .filter(({ components }) => components.some(({ componentId }) => componentIds.includes(componentId)))
    .toSorted((a, b) => rank(b) - rank(a) || b.startedAt - a.startedAt)
  return likeliest
}

function rank({ resolvedAt }: Candidate): number {
  return resolvedAt === undefined ? 1 : 0
}
