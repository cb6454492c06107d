/*
 * How much an incident matters to readers, as Statuspage names it. By what is affected and how badly at worst:
 *
 *   critical  something out that a person must reach (pay, sign in, a lifeline), with nothing else serving that task
 *   major     any other function or channel out, or a function partly out
 *   minor     a single bank, a channel partly out, or anything merely degraded
 *   none      nothing worse than planned
 */
import type { Component } from '../domain/component.ts'
import { IMPACTS, type Impact } from '../domain/incident.ts'
import { SEVERITY, type State } from '../domain/state.ts'

export interface Affected {
  readonly componentId: string
  readonly worst: State
}

/** The impact of all that is affected together; `components` are all the wallet has. */
export function impactOf(affected: readonly Affected[], components: readonly Component[]): Impact {
  const worst = new Map(affected.map((one) => [one.componentId, one.worst]))
  const impacts = components.flatMap((component) => {
    const state = worst.get(component.id)
    return state === undefined ? [] : [impactOfOne(component, state, { worst, components })]
  })
  return gravestImpact(impacts)
}

/** The graver of several impacts; `none` of none. */
export function gravestImpact(impacts: readonly Impact[]): Impact {
  return IMPACTS.findLast((impact) => impacts.includes(impact)) ?? 'none'
}

interface Whole {
  readonly worst: ReadonlyMap<string, State>
  readonly components: readonly Component[]
}

function impactOfOne(component: Component, state: State, whole: Whole): Impact {
  const severity = SEVERITY[state]
  if (severity === 0) return 'none'
  if (severity === 1 || component.parentId !== undefined) return 'minor'
  if (severity === 2) return component.kind === 'channel' ? 'minor' : 'major'
  return component.lifeline || isLastOfItsTask(component, whole) ? 'critical' : 'major'
}

function isLastOfItsTask(component: Component, { worst, components }: Whole): boolean {
  if (component.task === undefined) return false
  return components
    .filter((other) => other.task === component.task && other.parentId === undefined)
    .every((other) => worst.get(other.id) === 'major_outage')
}
