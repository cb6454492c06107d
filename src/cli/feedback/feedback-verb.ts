import type { CommandIo } from '../command.ts'

export interface FeedbackCall {
  readonly words: readonly string[]
  readonly values: {
    readonly all?: boolean
    readonly as?: string
    readonly over?: boolean
    readonly again?: boolean
    readonly incident?: string
    readonly year?: string
    readonly transactions?: string
    readonly csv?: boolean
  }
  readonly io: CommandIo
}

export interface FeedbackVerb {
  readonly options: readonly string[]
  work(call: FeedbackCall): Promise<number>
}
