import { isImpaired, type State } from './state.ts'

interface Affected {
  readonly componentId: string
  readonly worst: State
}

/**
 * What an incident is about at this moment: what of it fails, as it is now. What works again is not called broken for having been
 * so; once nothing fails any more, all that it was about, at its worst.
 */
export function concernedNow(
  affected: readonly Affected[],
  stateOf: (componentId: string) => State,
): readonly Affected[] {
  const failing = affected.flatMap(({ componentId }) => {
    const state = stateOf(componentId)
    return isImpaired(state) ? [{ componentId, worst: state }] : []
  })
  return failing.length === 0 ? affected : failing
}
