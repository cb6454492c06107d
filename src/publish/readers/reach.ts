import type { Component } from '../../domain/component.ts'

/** What is to be told to somebody who asks about one component. */
export interface Reach {
  /** Itself and its banks: whatever names one of these. */
  readonly own: readonly string[]
  /** A bank's channel, which carries it along where it is named as a whole. */
  readonly channel?: { readonly id: string; readonly bankIds: readonly string[] }
}

/** Undefined for an id nobody knows. */
export function reachOf(components: readonly Component[], componentId: string): Reach | undefined {
  const component = components.find(({ id }) => id === componentId)
  if (component === undefined) return undefined
  const partsOf = (id: string) => components.filter(({ parentId }) => parentId === id).map((part) => part.id)
  const { parentId } = component
  return {
    own: [componentId, ...partsOf(componentId)],
    ...(parentId !== undefined && { channel: { id: parentId, bankIds: partsOf(parentId) } }),
  }
}

/** Whether what was said of these components is of a reach, or of everything: work on a channel is work on its banks. */
export function reaches(reach: Reach | undefined, componentIds: readonly string[]): boolean {
  if (reach === undefined) return true
  return componentIds.some((id) => reach.own.includes(id) || id === reach.channel?.id)
}
