/*
 * What readers are told fails, in as few words as are true: the whole wallet rather than its first three parts, a group
 * rather than all that is in it, and otherwise what matters most first.
 */
import type { Component } from './component.ts'
import { SEVERITY, type State } from './state.ts'

export type Called =
  | { readonly kind: 'wallet' }
  | { readonly kind: 'group'; readonly groupId: string }
  | { readonly kind: 'component'; readonly componentId: string }

interface Hit {
  readonly componentId: string
  readonly worst: State
}

/** Of what readers see, this share at least is the whole wallet, provided that nothing can be done any more. */
const NEARLY_ALL = 0.9

/** One thing of one is called by its own name. */
const LEAST_FOLDED = 2

/** Groups first, then single components; the gravest first, and among equals what keeps people safe, then what moves money. */
export function calledBy(components: readonly Component[], hits: readonly Hit[]): readonly Called[] {
  const severityOf = new Map(hits.map(({ componentId, worst }) => [componentId, SEVERITY[worst]]))
  const gravest = Math.max(0, ...severityOf.values())
  // What is slow is not called out along with the rest.
  const isGravest = ({ id }: Component) => severityOf.get(id) === gravest
  const shown = components.filter((one) => one.parentId === undefined && !one.onlyWhenImpaired)
  if (isWholeWallet(shown, isGravest)) return [{ kind: 'wallet' }]

  const whole = [...Map.groupBy(shown, ({ groupId }) => groupId)].filter(
    ([, members]) => members.length >= LEAST_FOLDED && members.every(isGravest),
  )
  const folded = new Set(whole.map(([groupId]) => groupId))
  const single = components.filter((one) => severityOf.has(one.id) && !folds(one, folded, isGravest))
  const sorted = single.toSorted(
    (a, b) => (severityOf.get(b.id) ?? 0) - (severityOf.get(a.id) ?? 0) || importance(b) - importance(a),
  )
  return [
    ...whole
      .toSorted(([, a], [, b]) => Math.max(...b.map(importance)) - Math.max(...a.map(importance)))
      .map(([groupId]) => ({ kind: 'group', groupId }) as const),
    ...sorted.map(({ id }) => ({ kind: 'component', componentId: id }) as const),
  ]
}

function folds(one: Component, folded: ReadonlySet<string>, isGravest: (one: Component) => boolean): boolean {
  return folded.has(one.groupId) && isGravest(one)
}

/** Nothing that people come for works, but perhaps calling us. */
function isWholeWallet(shown: readonly Component[], isHit: (one: Component) => boolean): boolean {
  const tasks = shown.filter(({ task }) => task !== undefined && task !== 'call')
  const hit = shown.filter(isHit)
  return (
    hit.length >= LEAST_FOLDED && hit.length >= NEARLY_ALL * shown.length && tasks.every((one) => isHit(one))
  )
}

/** What readers need most when it fails; partners that they need not know of come last. */
function importance({ lifeline, money, task, onlyWhenImpaired }: Component): number {
  if (onlyWhenImpaired) return 0
  if (lifeline) return 4
  if (money && task !== undefined) return 3
  return money || task !== undefined ? 2 : 1
}
