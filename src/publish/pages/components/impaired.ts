import { isImpaired } from '../../../domain/state.ts'
import type { PublicComponent } from '../../snapshot/snapshot.ts'

/** What of these fails now, as it is now. */
export function impairedOf(components: readonly PublicComponent[]) {
  return components.flatMap(({ id, state }) => (isImpaired(state) ? [{ componentId: id, worst: state }] : []))
}
