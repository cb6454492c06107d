import { type Document, isAlias, isMap, isNode, isSeq, type Node, visit } from 'yaml'

import { isMergeKey } from './locate.ts'

/** Something wrong at a place in the text, before there is a path to it. */
export interface Fault {
  readonly offset: number
  readonly message: string
}

/**
 * What the parser lets pass and reading would trip over: aliases without an anchor or within their own, merge keys
 * that merge no mapping, and tags, which would bring dates and sets where every reader expects plain data. Also
 * tells what each alias stands for.
 */
export function checkNodes(document: Document): { faults: Fault[]; targets: Map<Node, Node> } {
  const faults: Fault[] = []
  const add = (node: unknown, message: string): unknown =>
    faults.push({ offset: isNode(node) ? (node.range?.[0] ?? 0) : 0, message })
  // An alias means the nearest anchor of its name above it.
  const anchors = new Map<string, Node>()
  const targets = new Map<Node, Node>()
  visit(document, {
    Node(_key, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source)
        if (target === undefined) add(node, `there is no anchor &${node.source} above this alias`)
        else if (isWithin(node, target)) add(node, `the anchor &${node.source} contains itself`)
        else targets.set(node, target)
        return
      }
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      if (node.tag !== undefined) add(node, `found the tag ${node.tag}, expected a plain value`)
    },
    Pair(_key, pair) {
      if (isMergeKey(pair) && !mergesMaps(pair.value, anchors)) add(pair.key, MERGE_FAULT)
    },
  })
  return { faults, targets }
}

const MERGE_FAULT =
  'found << with something else, expected << with a mapping, an alias of one, or a list of these'

function isWithin(inner: Node, outer: Node): boolean {
  const [start, , end] = outer.range ?? [0, 0, 0]
  const place = inner.range?.[0] ?? -1
  return start <= place && place < end
}

function mergesMaps(value: unknown, anchors: ReadonlyMap<string, Node>): boolean {
  const target = isAlias(value) ? anchors.get(value.source) : value
  // A missing anchor is reported as such, once.
  if (isAlias(value) && target === undefined) return true
  const isMaps = (item: unknown): boolean => !isSeq(item) && mergesMaps(item, anchors)
  return isMap(target) || (isSeq(target) && target.items.every(isMaps))
}
