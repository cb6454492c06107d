import { isImpaired } from '../../../domain/state.ts'
import type { PublicComponent } from '../../snapshot/snapshot.ts'

/** Partners most readers need not know of stay away until something is wrong with them. */
export function isShown({ onlyWhenImpaired, state }: PublicComponent): boolean {
  return !onlyWhenImpaired || isImpaired(state) || state === 'maintenance'
}
