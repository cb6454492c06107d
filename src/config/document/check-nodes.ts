import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml'

import { isMergeKey } from './locate.ts'
import { pathOf } from './path-of.ts'
import type { Path } from '../problem.ts'

/** Something wrong at a place in the text. */
export interface Fault {
  readonly offset: number
  readonly path: Path
  readonly message: string
}

/** What came of looking at every node. */
export interface NodeCheck {
  readonly faults: readonly Fault[]
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Node, Node>
  /** Whether aliases and merge keys can be followed. */
  readonly isReadable: boolean
}

/**
 * What the parser lets pass and reading would trip over: keys that stand twice (the second one is taken out, so that
 * the rest can be read on), aliases without an anchor or within their own, merge keys that merge no mapping, and
 * tags, which would bring dates and sets where every reader expects plain data.
 */
export function checkNodes(document: Document): NodeCheck {
  const faults: Fault[] = []
  // An alias means the nearest anchor of its name above it.
  const anchors = new Map<string, Node>()
  const targets = new Map<Node, Node>()
  let isReadable = true
  visit(document, {
    Alias(_key, node, ancestors) {
      const target = anchors.get(node.source)
      const message = target === undefined ? 'is not above this alias' : 'contains itself'
      if (target !== undefined && !isWithin(node, target)) {
        targets.set(node, target)
        return
      }
      isReadable = false
      faults.push(faultAt(node, pathOf(node, ancestors), `the anchor &${node.source} ${message}`))
    },
    Value(_key, node, ancestors) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      if (node.tag !== undefined) faults.push(faultAt(node, pathOf(node, ancestors), describeTag(node.tag)))
      for (const key of isMap(node) ? takeOutRepeated(node) : []) {
        const name = String(key.value)
        const message = `the key ${name} stands here twice, expected each key once`
        faults.push(faultAt(key, [...pathOf(node, ancestors), name], message))
      }
    },
    Pair(_key, pair, ancestors) {
      if (!isMergeKey(pair) || mergesMaps(pair.value, anchors) || !isNode(pair.key)) return
      isReadable = false
      faults.push(faultAt(pair.key, pathOf(pair.key, ancestors), MERGE_FAULT))
    },
  })
  return { faults, targets, isReadable }
}

const MERGE_FAULT =
  'found << with something else, expected << with a mapping, an alias of one, or a list of these'

function faultAt(node: Node, path: Path, message: string): Fault {
  return { offset: node.range?.[0] ?? 0, path, message }
}

/** `tag:yaml.org,2002:binary` is written `!!binary`. */
function describeTag(tag: string): string {
  return `found the tag ${tag.replace('tag:yaml.org,2002:', '!!')}, expected a plain value`
}

/** Takes the second and later pairs of a key out of a mapping; `<<` may stand more than once. */
function takeOutRepeated(map: YAMLMap): Scalar[] {
  const seen = new Set<string>()
  const repeated = map.items.filter((pair) => {
    if (!isScalar(pair.key) || isMergeKey(pair)) return false
    const key = String(pair.key.value)
    const isRepeated = seen.has(key)
    seen.add(key)
    return isRepeated
  })
  map.items = map.items.filter((pair) => !repeated.includes(pair))
  return repeated.map(({ key }) => key).filter((key) => isScalar(key))
}

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
