import { isBack } from '../../domain/phases.ts'
import { isImpaired } from '../../domain/state.ts'
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

/** The incident with all that the drafts hold, at its worst. */
export function unite({ into, drafts }: OneCause): StoredIncident {
  return drafts.reduce((whole, draft) => {
    const held = new Set(whole.components.map(({ componentId }) => componentId))
    const joining = draft.components.filter(({ componentId }) => !held.has(componentId))
    return {
      ...whole,
      components: [...whole.components, ...joining],
      money: whole.money || draft.money,
      startedAt: Math.min(whole.startedAt, draft.startedAt),
    }
  }, into)
}
