import type { AffectedComponent } from '../../domain/incident.ts'
import { isBack } from '../../domain/phases.ts'
import { isImpaired, SEVERITY } from '../../domain/state.ts'
import { failTogether } from '../../domain/together.ts'
import { hasOperatorsWords } from '../../domain/who-leads.ts'
import type { StoredIncident } from '../../store/incidents/incidents.ts'
import { stateNow, type DeskNow } from './incident-desk.ts'

interface OneCause {
  /** What readers know already, or else what began first. */
  readonly into: StoredIncident
  /** Nobody has read these yet. */
  readonly drafts: readonly StoredIncident[]
}

/**
 * Two banks fail, and minutes later everything does: that is one cause, and readers are told of one incident that has
 * grown. Once most of the wallet fails together, what is still a draft goes into the incident that began before it; what
 * is published stays, and so does what a person has written into.
 */
export function oneCause(incidents: readonly StoredIncident[], desk: DeskNow): OneCause | undefined {
  if (!mostFails(desk)) return undefined
  const [into, ...others] = incidents
    .filter((one) => one.resolvedAt === undefined && one.publication !== 'dropped')
    .filter((one) => !hasOperatorsWords(one) && !isBack(one))
    // What has gone on for long is another trouble, and everything has not been out since then.
    .filter(({ startedAt }) => desk.now - startedAt <= desk.publishing.reopenWithinMs)
    .toSorted((a, b) => rankOf(a) - rankOf(b) || a.startedAt - b.startedAt)
  const drafts = others.filter(({ publication }) => publication === 'draft')
  return into === undefined || drafts.length === 0 ? undefined : { into, drafts }
}

/** What readers know comes first. */
function rankOf({ publication }: StoredIncident): number {
  return publication === 'published' ? 0 : 1
}

function mostFails(desk: DeskNow): boolean {
  const { components, upstreamShare } = desk.map
  const shown = components.filter((one) => one.parentId === undefined && !one.onlyWhenImpaired)
  const failing = shown.filter(({ id }) => isImpaired(stateNow(desk, id) ?? 'unknown'))
  return failTogether({ failing: failing.length, all: shown.length }, upstreamShare)
}

/**
 * The incident with all that the drafts hold, each part at its worst. What readers have not heard of in it joins now, so that whoever
 * follows that part is told; and what a draft would have said by a certain time is said by then.
 */
export function unite({ into, drafts }: OneCause, now: number): StoredIncident {
  return drafts.reduce((whole, draft) => {
    const publishAt = earliest(whole.publishAt, draft.publishAt)
    return {
      ...whole,
      ...(whole.publication === 'draft' && publishAt !== undefined && { publishAt }),
      components: draft.components.reduce(
        (held, part) => withPart(held, { ...part, joinedAt: now }),
        whole.components,
      ),
      money: whole.money || draft.money,
      startedAt: Math.min(whole.startedAt, draft.startedAt),
    }
  }, into)
}

function withPart(
  components: readonly AffectedComponent[],
  part: AffectedComponent,
): readonly AffectedComponent[] {
  const held = components.find(({ componentId }) => componentId === part.componentId)
  if (held === undefined) return [...components, part]
  if (SEVERITY[held.worst] >= SEVERITY[part.worst]) return components
  return components.map((one) => (one === held ? { ...held, worst: part.worst } : one))
}

function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}
