import type { Component } from './component.ts'
import { LOCALES, type LocalText } from './locale.ts'

/** One bank that is behind several channels of a group: named once, with the group, rather than once a channel. */
export interface Namesakes {
  readonly groupId: string
  readonly name: LocalText
  readonly ids: readonly string[]
}

/** Several banks of one channel: the channel is named once, with all of them. */
export interface Siblings {
  readonly parentId: string
  readonly ids: readonly string[]
}

/** The same, and what is left of several parts of one whole becomes one entry, where the first of them stood. */
export function foldParts(
  ids: readonly string[],
  components: readonly Component[],
): (string | Namesakes | Siblings)[] {
  const folded = foldNamesakes(ids, components)
  const parentOf = new Map(components.map(({ id, parentId }) => [id, parentId]))
  const single = folded.filter((one) => typeof one === 'string')
  const byParent = Map.groupBy(single, (id) => parentOf.get(id))
  return folded.flatMap((one): (string | Namesakes | Siblings)[] => {
    const parentId = typeof one === 'string' ? parentOf.get(one) : undefined
    const siblings = parentId === undefined ? [] : (byParent.get(parentId) ?? [])
    if (parentId === undefined || siblings.length < 2) return [one]
    return siblings[0] === one ? [{ parentId, ids: siblings }] : []
  })
}

/**
 * Folds parts that bear one name in one group, where all of these are among `ids`; everything else stays an id. A bank
 * that fails in one channel of two is not folded: its other channel works.
 */
export function foldNamesakes(
  ids: readonly string[],
  components: readonly Component[],
): (string | Namesakes)[] {
  const wanted = new Set(ids)
  const parts = components.filter(({ parentId }) => parentId !== undefined)
  const byId = new Map(parts.map((part) => [part.id, part]))
  const alike = Map.groupBy(parts, likeness)
  const folded = new Set<string>()
  return ids.flatMap((id): (string | Namesakes)[] => {
    if (folded.has(id)) return []
    const part = byId.get(id)
    const same = part === undefined ? [] : (alike.get(likeness(part)) ?? [])
    if (part === undefined || same.length < 2 || !same.every((other) => wanted.has(other.id))) return [id]
    for (const other of same) folded.add(other.id)
    return [{ groupId: part.groupId, name: part.name, ids: same.map((other) => other.id) }]
  })
}

function likeness({ groupId, name }: Component): string {
  return JSON.stringify([groupId, ...LOCALES.map((locale) => name[locale])])
}
