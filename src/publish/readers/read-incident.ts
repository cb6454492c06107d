import type { Wallet } from '../../domain/wallet.ts'
import { incidentById } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import { publicIncident } from '../snapshot/public-incident.ts'
import type { PublicIncident } from '../snapshot/snapshot.ts'

/** One incident by its id, open or resolved; undefined for an unknown id and for a draft alike. */
export type ReadIncident = (id: string) => Promise<PublicIncident | undefined>

export function createIncidentReader(deps: {
  readonly db: Db
  readonly wallet: Pick<Wallet, 'components'>
}): ReadIncident {
  const componentIds = new Set(deps.wallet.components.map(({ id }) => id))
  return async (id) => {
    const incident = await incidentById(deps.db, id)
    return incident && publicIncident(incident, componentIds)
  }
}
