import { impactOf } from '../../judge/impact.ts'
import { newId } from '../../lib/id.ts'
import { incidentById, updateIncident, type StoredIncident } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import { factsOf } from '../incidents/facts.ts'
import type { Wording } from '../incidents/wording.ts'
import { writeIncident } from '../incidents/write-incident.ts'
import type { WalletMap } from '../wallet-map.ts'

/**
 * Drafts an incident about a component that readers report more than usual. It has no time to publish itself, whatever
 * the policy: only a person lets it out, with `incident publish` or in their own words.
 */
export async function draftReported(
  tx: Db,
  { map, wording }: { readonly map: WalletMap; readonly wording: Wording },
  { componentId, now }: { readonly componentId: string; readonly now: number },
): Promise<StoredIncident> {
  const components = [{ componentId, worst: 'degraded', joinedAt: now }] as const
  const bare: StoredIncident = {
    id: newId(),
    title: {},
    phase: 'investigating',
    impact: impactOf(components, map.components),
    origin: 'reports',
    publication: 'draft',
    startedAt: now,
    money: map.component(componentId)?.money === true,
    answers: {},
    components,
    updates: [],
  }
  const incident = { ...bare, ...wording.reported(factsOf(map, bare, () => 'unknown')) }
  await writeIncident(tx, incident, undefined)
  return incident
}

/** Takes a draft back, unless a person has decided about it already; answers whether it did. */
export async function takeBack(
  tx: Db,
  {
    incidentId,
    why,
    now,
  }: { readonly incidentId: string | undefined; readonly why: string; readonly now: number },
): Promise<boolean> {
  const incident = incidentId === undefined ? undefined : await incidentById(tx, incidentId)
  // With a time to be published a person has let it out; it is on its way.
  if (incident?.publication !== 'draft' || incident.publishAt !== undefined) return false
  const { id } = incident
  await updateIncident(tx, {
    id,
    publication: 'dropped',
    publishAt: undefined,
    resolvedAt: now,
    objection: why,
  })
  return true
}
