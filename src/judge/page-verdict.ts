/*
 * The page's one sentence. What people come for are the tasks; a task is out when all that serve it are out. More
 * than half of the tasks out is the wallet down; anything impaired short of that is some trouble, named but calm: where
 * every task still has a way that works, the page says no worse than degraded. Half or more unseen is blindness. A
 * whole is not named beside the parts that explain it, nor parts beside a whole that is out or most of whose parts fail.
 */
import type { Component } from '../domain/component.ts'
import { isImpaired, SEVERITY, type State } from '../domain/state.ts'
import { failTogether } from '../domain/together.ts'

export interface PageVerdict {
  readonly level: 'all_clear' | 'some_trouble' | 'wallet_down' | 'maintenance' | 'blind'
  readonly state: State
  /** What to name in the sentence, gravest first, then in the order given. */
  readonly componentIds: readonly string[]
}

export interface Seen {
  readonly component: Component
  readonly state: State
}

const HALF = 0.5

/** The verdict over all components of the wallet; `upstreamShare` of a whole's parts failing together are the whole's trouble. */
export function pageVerdict(components: readonly Seen[], upstreamShare: number): PageVerdict {
  const tasks = tasksOf(components.filter(({ component }) => component.parentId === undefined))
  const impaired = components.filter(({ state }) => isImpaired(state))
  if (impaired.length > 0) {
    const out = tasks.filter((serving) => serving.every(({ state }) => state === 'major_outage'))
    const componentIds = namesOf(impaired, { components, upstreamShare })
    if (out.length > HALF * tasks.length) return { level: 'wallet_down', state: 'major_outage', componentIds }
    const state = gravely(impaired, tasks) ? 'partial_outage' : 'degraded'
    return { level: 'some_trouble', state, componentIds }
  }
  const unseen = tasks.filter((serving) => serving.every(({ state }) => state === 'unknown'))
  if (unseen.length >= HALF * tasks.length) return { level: 'blind', state: 'unknown', componentIds: [] }
  const worked = components.filter(({ state }) => state === 'maintenance')
  if (worked.length > 0)
    return {
      level: 'maintenance',
      state: 'maintenance',
      componentIds: namesOf(worked, { components, upstreamShare }),
    }
  return { level: 'all_clear', state: 'operational', componentIds: [] }
}

/** What serves each task; where no component has a task, each one is a task of its own. */
function tasksOf(wholes: readonly Seen[]): readonly (readonly Seen[])[] {
  const serving = wholes.filter(({ component }) => component.task !== undefined)
  if (serving.length === 0) return wholes.map((one) => [one])
  return [...Map.groupBy(serving, ({ component }) => component.task).values()]
}

/** Whether somebody who needs a task, or a lifeline, may stand there without any way that works. */
function gravely(impaired: readonly Seen[], tasks: readonly (readonly Seen[])[]): boolean {
  const lifeline = impaired.some(({ component, state }) => component.lifeline && SEVERITY[state] >= 2)
  const stuck = tasks.some((serving) => serving.every(({ state }) => SEVERITY[state] >= 2))
  return lifeline || stuck
}

function namesOf(
  some: readonly Seen[],
  { components, upstreamShare }: { readonly components: readonly Seen[]; readonly upstreamShare: number },
): readonly string[] {
  const stateById = new Map(some.map(({ component, state }) => [component.id, state]))
  const partsOf = Map.groupBy(some, ({ component }) => component.parentId)
  const allPartsOf = Map.groupBy(components, ({ component }) => component.parentId)
  const standsForParts = (id: string) => {
    const failing = partsOf.get(id)?.length ?? 0
    const all = allPartsOf.get(id)?.length ?? 0
    return covers(stateById.get(id)) || (stateById.has(id) && failTogether({ failing, all }, upstreamShare))
  }
  return some
    .filter(({ component: { id, parentId } }) => {
      if (parentId !== undefined && standsForParts(parentId)) return false
      return standsForParts(id) || !partsOf.has(id)
    })
    .toSorted((a, b) => SEVERITY[b.state] - SEVERITY[a.state])
    .map(({ component }) => component.id)
}

/** Whether the state of a whole says enough for its parts as well. */
function covers(state: State | undefined): boolean {
  return state === 'major_outage' || state === 'maintenance'
}
