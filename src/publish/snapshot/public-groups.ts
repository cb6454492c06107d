import type { Reason } from '../../domain/change.ts'
import type { Component } from '../../domain/component.ts'
import type { State } from '../../domain/state.ts'
import type { Wallet } from '../../domain/wallet.ts'
import type { ComponentPast } from './component-history.ts'
import { keepIfSame, publicComponent, publicReason } from './public-component.ts'
import { publicText } from '../../domain/public-text.ts'
import type { PublicComponent, PublicGroup } from './snapshot.ts'

/** A component's state as the store holds it. */
interface StoredState {
  readonly state: State
  readonly sinceAt: number
  readonly reason: Reason
}

/** The groups as readers see them, in the configuration's order, banks within their channel. */
export type PublicGroups = (
  states: ReadonlyMap<string, StoredState>,
  pastOf: (componentId: string) => ComponentPast,
) => PublicGroup[]

/** Remembers each component's last face, so that one that did not change stays the same object from build to build. */
export function createPublicGroups(wallet: Wallet): PublicGroups {
  const known = new Set(wallet.components.map(({ id }) => id))
  const partsOf = Map.groupBy(wallet.components, ({ parentId }) => parentId)
  const membersOf = Map.groupBy(partsOf.get(undefined) ?? [], ({ groupId }) => groupId)
  const faces = new Map<string, PublicComponent>()

  return (states, pastOf) => {
    const face = (component: Component): PublicComponent => {
      const current = states.get(component.id)
      const after = publicComponent({
        component,
        state: current?.state ?? 'unknown',
        ...(current && { sinceAt: current.sinceAt, reason: publicReason(current.reason, known) }),
        parts: (partsOf.get(component.id) ?? []).map(face),
        alternatives: component.alternatives.filter((id) => states.get(id)?.state === 'operational'),
        past: pastOf(component.id),
      })
      const kept = keepIfSame(faces.get(component.id), after)
      faces.set(component.id, kept)
      return kept
    }
    return wallet.groups.map((group) => ({
      id: group.id,
      name: publicText(group.name),
      components: (membersOf.get(group.id) ?? []).map(face),
    }))
  }
}
