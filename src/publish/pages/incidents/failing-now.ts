import { concernedNow } from '../../../domain/concerned-now.ts'
import type { PublicIncident } from '../../snapshot/snapshot.ts'
import type { PageContext } from '../page-context.ts'

/** What of an incident fails at this moment; all of it once nothing does. */
export function failingNow({ place }: PageContext, { components }: Pick<PublicIncident, 'components'>) {
  return concernedNow(components, (id) => place(id)?.component.state ?? 'unknown')
}
