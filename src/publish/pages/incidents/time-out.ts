import type { PublicIncident } from '../../snapshot/snapshot.ts'

/**
 * How long an ended incident kept people from using the wallet, ms; undefined while it lasts. Service is back when
 * watching it begins: matching money afterwards may take hours in which everything works.
 */
export function timeOut(
  incident: Pick<PublicIncident, 'startedAt' | 'monitoringAt' | 'resolvedAt'>,
): number | undefined {
  const { startedAt, monitoringAt, resolvedAt } = incident
  return resolvedAt === undefined ? undefined : (monitoringAt ?? resolvedAt) - startedAt
}
