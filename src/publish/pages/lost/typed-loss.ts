import type { LostThing } from '../../../domain/loss-notice.ts'

/** A filled-in form as it was typed. */
export interface TypedLoss {
  readonly lost: readonly LostThing[]
  /** `2026-03-14T21:30` by the clocks of the page's zone, as browsers send it. */
  readonly noticed: string
  readonly hint: string
  readonly contact: string
  readonly words: string
}

export const UNTOUCHED: TypedLoss = { lost: [], noticed: '', hint: '', contact: '', words: '' }

/** One thing that is wrong with it: which field, and a key below `lost:problem.`. */
export interface LossProblem {
  readonly field: keyof TypedLoss
  readonly problem: string
}

/** The longest that is taken, characters. */
export const LONGEST = { contact: 100, words: 500 } as const
