import { isPair, isScalar, isSeq, type Node } from 'yaml'

import type { Path } from '../problem.ts'

/** The path of a node that `visit` is at, from the ancestors it gives. */
export function pathOf(node: Node, ancestors: readonly unknown[]): Path {
  return ancestors.flatMap((ancestor, index): Path => {
    if (isPair(ancestor)) return isScalar(ancestor.key) ? [String(ancestor.key.value)] : []
    return isSeq(ancestor) ? [ancestor.items.indexOf(ancestors[index + 1] ?? node)] : []
  })
}
