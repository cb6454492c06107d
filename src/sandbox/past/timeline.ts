import type { Change, Reason } from '../../domain/change.ts'
import type { Component } from '../../domain/component.ts'
import type { Gap } from '../../domain/gap.ts'
import { isImpaired, type State } from '../../domain/state.ts'
import { RANK } from '../../judge/rank.ts'
import { rollUp, type PartState } from '../../judge/roll-up.ts'
import type { Spell } from './spell.ts'

/** A change that has not been stored yet. */
export type PastChange = Omit<Change, 'id'>

export interface History {
  /** Of every component that has spells. */
  readonly spells: readonly Spell[]
  readonly gaps: readonly Gap[]
  readonly fromAt: number
  readonly toAt: number
}

/** How long the recorder took to be sure, ms: of trouble, and of its end. */
const SURE_OF_TROUBLE_MS = 45_000
const SURE_OF_RECOVERY_MS = 5 * 60_000

/**
 * Every change of every component from the first look on, by component id. Parts come to their whole as the judge
 * rolls them up; gaps blind everything; planned work on a whole is work on its parts.
 */
export function timelinesOf(
  components: readonly Component[],
  history: History,
): ReadonlyMap<string, readonly PastChange[]> {
  const spellsOf = Map.groupBy(history.spells, ({ componentId }) => componentId)
  const partsOf = Map.groupBy(components, ({ parentId }) => parentId)
  const timelines = new Map<string, readonly PastChange[]>()

  const timelineOf = (component: Component, work: readonly Spell[]): readonly PastChange[] => {
    const spells = [...(spellsOf.get(component.id) ?? []), ...work]
    const ownWork = spells.filter(({ state }) => state === 'maintenance')
    const parts = (partsOf.get(component.id) ?? []).map((part) => ({
      component: part,
      changes: timelineOf(part, ownWork),
    }))
    const changes = changesOf(component.id, { ...history, spells, parts })
    timelines.set(component.id, changes)
    return changes
  }
  for (const whole of partsOf.get(undefined) ?? []) timelineOf(whole, [])
  return timelines
}

interface Present {
  readonly state: State
  readonly reason: Reason
}

interface Lived extends History {
  readonly parts: readonly { readonly component: Component; readonly changes: readonly PastChange[] }[]
}

function changesOf(componentId: string, lived: Lived): PastChange[] {
  const { spells, gaps, parts, fromAt, toAt } = lived
  const edges = [
    fromAt,
    ...[...spells, ...gaps].flatMap((stretch) => [stretch.fromAt, stretch.toAt]),
    ...parts.flatMap(({ changes }) => changes.map(({ at }) => at)),
  ]
  const cuts = [...new Set(edges)].filter((at) => at >= fromAt && at <= toAt).toSorted((a, b) => a - b)
  const changes: PastChange[] = []
  let from: State = 'unknown'
  for (const at of cuts) {
    const { state: to, reason }: Present = stateAt(at, lived) ?? well(from)
    if (to === from) continue
    changes.push({ componentId, from, to, at, recordedAt: Math.min(toAt, at + sureAfter(from, to)), reason })
    from = to
  }
  return changes
}

/** Undefined where nothing was the matter. */
function stateAt(at: number, { spells, gaps, parts }: Lived): Present | undefined {
  if (gaps.some((gap) => isIn(gap, at))) return { state: 'unknown', reason: { code: 'monitor_stopped' } }
  const present = spells.filter((spell) => isIn(spell, at))
  const work = present.find(({ state }) => state === 'maintenance')
  if (work !== undefined) return work
  const whole = rollUp(parts.map(({ component, changes }) => partAt(component, changes, at)))
  const voices = whole === undefined || whole.state === 'operational' ? present : [...present, whole]
  return voices.toSorted((a, b) => RANK[b.state] - RANK[a.state])[0]
}

function partAt(component: Component, changes: readonly PastChange[], at: number): PartState {
  const last = changes.findLast((change) => change.at <= at)
  return { component, state: last?.to ?? 'unknown', at: last?.at ?? at }
}

function isIn({ fromAt, toAt }: { readonly fromAt: number; readonly toAt: number }, at: number): boolean {
  return fromAt <= at && at < toAt
}

function well(from: State): Present {
  const reason: Reason =
    from === 'unknown'
      ? { code: 'first_look' }
      : from === 'maintenance'
        ? { code: 'maintenance_ended' }
        : { code: 'recovered', sample: { consecutive: 10 } }
  return { state: 'operational', reason }
}

function sureAfter(from: State, to: State): number {
  if (isImpaired(to)) return SURE_OF_TROUBLE_MS
  return isImpaired(from) ? SURE_OF_RECOVERY_MS : 0
}
