import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml'

import type { Path } from '../problem.ts'

/** A parsed file, and what its aliases stand for: asking the library walks the whole file each time. */
export interface Tree {
  readonly contents: Node | null
  readonly targets: ReadonlyMap<Node, Node>
}

/** Where a path leads: the place in the text, and the node there unless the path leads nowhere. */
export interface Location {
  /** Of the value, or of its key where the value is a block on the lines below. */
  readonly offset: number
  readonly keyOffset: number
  readonly node?: Node
}

/**
 * Follows a path through aliases and merge keys. A path that leads nowhere, such as the one of a missing key, gives
 * the place of the innermost thing that does exist.
 */
export function locate(tree: Tree, path: Path): Location {
  let here: Location = {
    ...startOf(tree.contents),
    ...(tree.contents && { node: tree.contents }),
  }
  for (const part of path) {
    const next = step(resolve(here.node, tree), part, tree)
    if (next === undefined) return { offset: here.offset, keyOffset: here.keyOffset }
    here = next
  }
  return here
}

function step(node: unknown, part: string | number, tree: Tree): Location | undefined {
  if (isSeq(node) && typeof part === 'number') {
    const item = node.items[part]
    return isNode(item) ? { ...startOf(item), node: item } : undefined
  }
  const pair = isMap(node) ? findPair(node, String(part), tree) : undefined
  if (pair === undefined || !isNode(pair.key)) return undefined
  const { offset: keyOffset } = startOf(pair.key)
  if (!isNode(pair.value)) return { offset: keyOffset, keyOffset }
  const inline = !isMap(pair.value) && !isSeq(pair.value) && !isBlank(pair.value)
  return { offset: inline ? startOf(pair.value).offset : keyOffset, keyOffset, node: pair.value }
}

/** The pair of a key: the mapping's own, else the first among those it merges in (YAML 1.1, merge key type). */
function findPair(map: YAMLMap, key: string, tree: Tree): Pair | undefined {
  const own = map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)
  if (own !== undefined) return own
  for (const source of mergedInto(map, tree)) {
    const merged = findPair(source, key, tree)
    if (merged !== undefined) return merged
  }
  return undefined
}

function mergedInto(map: YAMLMap, tree: Tree): YAMLMap[] {
  return map.items
    .filter((pair) => isMergeKey(pair))
    .map((pair) => resolve(pair.value, tree))
    .flatMap((value) => (isSeq(value) ? value.items.map((item) => resolve(item, tree)) : [value]))
    .filter((value) => isMap(value))
}

/** `<<`, whose value is poured into the mapping around it. */
export function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.source === '<<' && pair.key.type === 'PLAIN'
}

/** What an alias stands for; anything else stands for itself. */
export function resolve(node: unknown, tree: Tree): unknown {
  return isAlias(node) ? tree.targets.get(node) : node
}

function isBlank(node: Node): boolean {
  return isScalar(node) && node.source === ''
}

function startOf(node: Node | null): Location {
  const offset = node?.range?.[0] ?? 0
  return { offset, keyOffset: offset }
}
