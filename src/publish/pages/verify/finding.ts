import type { State } from '../../../domain/state.ts'
import type { Stretch } from '../../../help/verify/alike.ts'

/** One answer: what was typed, what it is, and what to know of it. */
export interface FindingView {
  readonly kind: string
  readonly readAs: string
  /** Lends the answer its colour; the words say it without. */
  readonly tone: State
  readonly answer: string
  readonly lines: readonly string[]
  readonly stretches: readonly Stretch[]
  readonly link: { readonly href: string; readonly text: string } | null
}

/** What it is, apart from what was typed. */
export type Answer = Pick<FindingView, 'tone' | 'answer' | 'lines'> &
  Partial<Pick<FindingView, 'stretches' | 'link'>>
