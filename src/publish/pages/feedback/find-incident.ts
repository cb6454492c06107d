import { ASKED_AFTER_MS, incidentAskedAbout } from '../../../help/incident/incident-asked-about.ts'
import { monthAt } from '../../snapshot/calendar.ts'
import type { PublicIncident } from '../../snapshot/snapshot.ts'
import type { PageContext } from '../page-context.ts'

/** The public incident that feedback about a component, or about nothing in particular, is most likely about. */
export async function findIncident(
  context: PageContext,
  componentId: string,
): Promise<PublicIncident | undefined> {
  const { deps, snapshot, now } = context
  const place = context.place(componentId)
  const { zone } = deps.wallet.page
  const months = [monthAt(now, zone), monthAt(now - ASKED_AFTER_MS, zone)]
  const found = new Map(snapshot.incidents.map((incident) => [incident.id, incident]))
  for (const month of new Map(months.map((one) => [one.name, one])).values()) {
    const { incidents } = await deps.readHistory({ month }, now)
    for (const incident of incidents) found.set(incident.id, incident)
  }
  const { component, parent } = place ?? {}
  const componentIds = [component?.id, parent?.id, ...(component?.parts ?? []).map(({ id }) => id)]
  return incidentAskedAbout([...found.values()], {
    componentIds: componentIds.filter((id) => id !== undefined),
    now,
  })
}
