import type { LocalText } from './locale.ts'

/**
 * What a person wants to do with the wallet: the home page's list speaks of these, not of systems. A component
 * that serves a task lends it its state.
 */
export const TASKS = ['pay', 'top_up', 'transfer', 'withdraw', 'sign_in', 'call'] as const

export type Task = (typeof TASKS)[number]

/** A part of the wallet that a reader can name. What exists is configuration; what happens to it is in the store. */
export interface Component {
  readonly id: string
  readonly groupId: string
  readonly name: LocalText
  /** What it is for, in a sentence a frightened person understands. */
  readonly purpose: LocalText
  /** `channel` is a way to top up and `bank` one bank within a channel; everything else is a `function` of the wallet. */
  readonly kind: 'function' | 'channel' | 'bank'
  /** The component this one is a part of: a bank's channel. Its state rolls up into the parent's. */
  readonly parentId?: string
  /** Share of the parent's users that this part carries, any positive number; relative to its siblings. */
  readonly weight: number
  /** Safety functions a person must reach in an emergency; listed first and never folded away. */
  readonly lifeline: boolean
  /** Whether money moves through it: its incidents are never resolved by a machine. */
  readonly money: boolean
  /** What it cannot work without; faults that share one are grouped into a single incident upstream. */
  readonly dependsOn: readonly string[]
  readonly task?: Task
  /** Shown only while something is wrong with it: partners that most readers need not know of. */
  readonly onlyWhenImpaired: boolean
  /** What to use instead, by component id, best first. */
  readonly alternatives: readonly string[]
}

export interface ComponentGroup {
  readonly id: string
  readonly name: LocalText
}
