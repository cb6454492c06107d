import { type Document, isAlias, isMap, isNode, isSeq, type Node, visit } from 'yaml'

import { isMergeKey } from './locate.ts'

/** Something wrong at a place in the text, before there is a path to it. */
export interface Fault {
  readonly offset: number
  readonly message: string
}

/**
 * What the parser lets pass and reading would trip over: aliases without an anchor or within their own, merge keys
 * that merge no mapping, and tags, which would bring dates and sets where every reader expects plain data.
 */
export function checkNodes(document: Document): Fault[] {
  const faults: Fault[] = []
  const add = (node: unknown, message: string) =>
    faults.push({ offset: isNode(node) ? (node.range?.[0] ?? 0) : 0, message })
  visit(document, {
    Node(_key, node) {
      if (isAlias(node)) {
        const target = node.resolve(document)
        if (target === undefined) add(node, `there is no anchor &${node.source} above this alias`)
        else if (isWithin(node, target)) add(node, `the anchor &${node.source} contains itself`)
      } else if (node.tag !== undefined) {
        add(node, `found the tag ${node.tag}, expected a plain value`)
      }
    },
    Pair(_key, pair) {
      if (isMergeKey(pair) && !mergesMaps(pair.value, document))
        add(
          pair.key,
          'found << with something else, expected << with a mapping, an alias of one, or a list of these',
        )
    },
  })
  return faults
}

function isWithin(inner: Node, outer: Node): boolean {
  const [start, , end] = outer.range ?? [0, 0, 0]
  const place = inner.range?.[0] ?? -1
  return start <= place && place < end
}

function mergesMaps(value: unknown, document: Document): boolean {
  const target = isAlias(value) ? value.resolve(document) : value
  // A missing anchor is reported as such, once.
  if (isAlias(value) && target === undefined) return true
  return (
    isMap(target) ||
    (isSeq(target) && target.items.every((item) => !isSeq(item) && mergesMaps(item, document)))
  )
}
