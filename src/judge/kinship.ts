/*
 * Who is kin to whom, as configuration declares it: parts and their whole, what depends on the same thing, and that
 * thing itself. Trouble among kin is taken for one trouble.
 */
import type { Component } from '../domain/component.ts'

export type Member = Pick<Component, 'id' | 'parentId' | 'dependsOn'>

export interface Kinship {
  areKin(a: string, b: string): boolean
  /** What could explain this component's trouble: what it depends on, and the whole it is a part of. */
  upstreamsOf(id: string): readonly string[]
  /** All whose trouble this component could explain. */
  downstreamOf(id: string): readonly string[]
  parentOf(id: string): string | undefined
}

/** Reads the kinship once; each answer is a look-up after that. */
export function kinshipOf(components: readonly Member[]): Kinship {
  const upstreams = new Map(
    components.map(({ id, parentId, dependsOn }) => [
      id,
      [...dependsOn, ...(parentId === undefined ? [] : [parentId])],
    ]),
  )
  const parents = new Map(components.map(({ id, parentId }) => [id, parentId]))
  const downstream = new Map<string, string[]>()
  for (const [id, ups] of upstreams) {
    for (const up of ups) downstream.set(up, [...(downstream.get(up) ?? []), id])
  }
  const upstreamsOf = (id: string) => upstreams.get(id) ?? []
  return {
    upstreamsOf,
    downstreamOf: (id) => downstream.get(id) ?? [],
    parentOf: (id) => parents.get(id),
    areKin(a, b) {
      const ofA = upstreamsOf(a)
      const ofB = upstreamsOf(b)
      return a === b || ofA.includes(b) || ofB.includes(a) || ofA.some((up) => ofB.includes(up))
    },
  }
}
