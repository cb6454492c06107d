import type { Reason } from '../../domain/change.ts'
import type { Component } from '../../domain/component.ts'
import type { State } from '../../domain/state.ts'
import type { ComponentPast } from './component-history.ts'
import { publicText } from '../../domain/public-text.ts'
import type { PublicComponent, PublicReason } from './snapshot.ts'

/** All that makes up a component's public face at one moment. */
export interface ComponentFace {
  readonly component: Component
  readonly state: State
  readonly sinceAt?: number
  readonly reason?: PublicReason
  readonly parts: readonly PublicComponent[]
  readonly alternatives: readonly string[]
  readonly past: ComponentPast
}

export function publicComponent(face: ComponentFace): PublicComponent {
  const { component, state, sinceAt, reason, parts, alternatives, past } = face
  return {
    id: component.id,
    name: publicText(component.name),
    purpose: publicText(component.purpose),
    kind: component.kind,
    lifeline: component.lifeline,
    money: component.money,
    onlyWhenImpaired: component.onlyWhenImpaired,
    state,
    ...(sinceAt !== undefined && { sinceAt }),
    ...(reason && { reason }),
    parts,
    alternatives,
    days: past.days,
    uptime: past.uptime,
  }
}

/** Code and figures; another component is named only where it is configured. Texts that may hang on it stay behind. */
export function publicReason(reason: Reason, componentIds: ReadonlySet<string>): PublicReason {
  const { code, componentId, sample } = reason
  const figures = Object.entries(sample ?? {}).filter(([, figure]) => Number.isFinite(figure))
  return {
    code,
    ...(componentId !== undefined && componentIds.has(componentId) && { componentId }),
    ...(figures.length > 0 && { sample: Object.fromEntries(figures) }),
  }
}

/**
 * The component as it was when nothing a reader can see is different, so that what a page made of that object can
 * be used again.
 */
export function keepIfSame(before: PublicComponent | undefined, after: PublicComponent): PublicComponent {
  const same =
    before !== undefined &&
    before.state === after.state &&
    before.sinceAt === after.sinceAt &&
    before.days === after.days &&
    JSON.stringify(before.reason) === JSON.stringify(after.reason) &&
    sameItems(before.parts, after.parts) &&
    sameItems(before.alternatives, after.alternatives)
  return same ? before : after
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}
