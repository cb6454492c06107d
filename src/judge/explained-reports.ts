import type { Component } from '../domain/component.ts'
import type { Incident } from '../domain/incident.ts'
import { isBack } from '../domain/phases.ts'
import type { State } from '../domain/state.ts'

type Components = readonly Pick<Component, 'id' | 'parentId'>[]

interface About {
  readonly components: readonly { readonly componentId: string; readonly worst: State }[]
}

export interface KnownTrouble {
  readonly components: Components
  readonly stateOf: (componentId: string) => State
  /** On the page and not resolved. */
  readonly incidents: readonly (About & { readonly phase: Incident['phase'] })[]
}

/**
 * Whether the page says already why people report a component: it is seen to fail or under maintenance, or an incident
 * speaks of it. One in which the service is back explains nothing any more.
 */
export function isExplained(componentId: string, { components, stateOf, incidents }: KnownTrouble): boolean {
  const own = stateOf(componentId)
  if (own !== 'operational' && own !== 'unknown') return true
  const wholeId = wholeOf(componentId, components)
  const whole = wholeId === undefined ? undefined : stateOf(wholeId)
  if (whole === 'major_outage' || whole === 'maintenance') return true
  return incidents.some((incident) => !isBack(incident) && concerns(incident, componentId, components))
}

/**
 * Whether an incident speaks of a component, of one of its banks, or of the channel that it is a bank of. A channel that
 * is named beside another of its banks suffers from that one alone.
 */
export function concerns(incident: About, componentId: string, components: Components): boolean {
  const worst = new Map(incident.components.map((one) => [one.componentId, one.worst]))
  const namesPartOf = (id: string) => components.some((one) => one.parentId === id && worst.has(one.id))
  if (worst.has(componentId) || namesPartOf(componentId)) return true
  const wholeId = wholeOf(componentId, components)
  if (wholeId === undefined || !worst.has(wholeId)) return false
  return worst.get(wholeId) === 'major_outage' || !namesPartOf(wholeId)
}

function wholeOf(componentId: string, components: Components): string | undefined {
  return components.find(({ id }) => id === componentId)?.parentId
}
