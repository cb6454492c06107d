import type { Change } from '../../domain/change.ts'
import { judgeComponent, type ComponentQuestion, type Judged } from '../../judge/component-state.ts'
import type { Draft } from './sight.ts'
import { verdictOf } from './witness.ts'
import type { WalletMap } from '../wallet-map.ts'

/** What a component is before anybody has looked at it. */
const NEVER_SEEN: Judged = { state: 'unknown', at: 0, reason: { code: 'no_verdict' } }

export interface Touched {
  /** Components about which something is different now. */
  readonly componentIds: Iterable<string>
  /** When planned work on a component has just ended, by id. */
  readonly workEnded?: ReadonlyMap<string, number>
  /** Since when people say no more of a component what they have said, by id. */
  readonly unsaid?: ReadonlyMap<string, number>
  readonly now: number
}

export interface Judgements {
  readonly changes: readonly Omit<Change, 'id'>[]
  /** Components that are in the same trouble as before, for another reason. */
  readonly reworded: readonly string[]
}

/**
 * Judges what was touched, and the whole of every part that changed, parts first. Writes the new states into the
 * draft and answers the changes, none of which is stored yet.
 */
export function judgeComponents(map: WalletMap, draft: Draft, touched: Touched): Judgements {
  const waiting: Set<string>[] = []
  const wait = (id: string) => (waiting[map.depthOf(id)] ??= new Set()).add(id)
  for (const id of touched.componentIds) wait(id)

  const changes: Omit<Change, 'id'>[] = []
  const reworded: string[] = []
  for (let depth = waiting.length - 1; depth >= 0; depth -= 1) {
    for (const id of waiting[depth] ?? []) {
      const change = judgeOne(map, draft, { ...touched, id })
      if (change === undefined) continue
      if (change.from === change.to) {
        reworded.push(id)
        continue
      }
      changes.push(change)
      const parentId = map.component(id)?.parentId
      if (parentId !== undefined) wait(parentId)
    }
  }
  return { changes, reworded }
}

/** What has become of one component; from and to are the same where only the reason is another one. */
function judgeOne(
  map: WalletMap,
  draft: Draft,
  { id, workEnded, unsaid, now }: Touched & { readonly id: string },
): Omit<Change, 'id'> | undefined {
  const previous = currently(draft, id)
  const judged = judgeComponent({
    verdicts: map.probesOf(id).map((probe) => verdictOf(draft.places.get(probe.id), probe) ?? NEVER_SEEN),
    parts: map.partsOf(id).map((component) => ({ component, ...currently(draft, component.id) })),
    ...maintenanceOf(draft, id, workEnded),
    ...wordOf(draft, id, unsaid),
    previous,
    now,
  })
  if (judged === previous) return undefined
  const { state, at, reason } = judged
  draft.states.set(id, { state, sinceAt: at, reason })
  return { componentId: id, from: previous.state, to: state, at, recordedAt: now, reason }
}

function currently(draft: Draft, id: string): Judged {
  const known = draft.states.get(id)
  return known === undefined ? NEVER_SEEN : { state: known.state, at: known.sinceAt, reason: known.reason }
}

function maintenanceOf(
  draft: Draft,
  id: string,
  workEnded: ReadonlyMap<string, number> | undefined,
): Pick<ComponentQuestion, 'maintenance'> {
  const work = draft.work.get(id)
  if (work !== undefined) return { maintenance: { startsAt: work.startsAt } }
  const endedAt = workEnded?.get(id)
  return endedAt === undefined ? {} : { maintenance: { endedAt } }
}

function wordOf(
  draft: Draft,
  id: string,
  unsaid: ReadonlyMap<string, number> | undefined,
): Pick<ComponentQuestion, 'said'> {
  const said = draft.said.get(id)
  if (said !== undefined) return { said }
  const endedAt = unsaid?.get(id)
  return endedAt === undefined ? {} : { said: { endedAt } }
}
