import type { State } from '../../../domain/state.ts'
import type { Words } from '../../../lib/words/words.ts'

/** A state as it is shown: its shape and colour by `state`, its word beside them. */
export interface StateView {
  readonly state: State
  readonly word: string
}

export function stateView(words: Words, state: State): StateView {
  return { state, word: words.say(`state:state.${state}`) }
}
