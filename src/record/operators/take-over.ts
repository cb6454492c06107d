import type { Component } from '../../domain/component.ts'
import type { AffectedComponent } from '../../domain/incident.ts'
import { impactOf } from '../../judge/impact.ts'
import {
  removeIncidentComponent,
  updateIncident,
  type StoredIncident,
} from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'

/**
 * Takes out of a machine's draft what a person's incident is about, and drops it where nothing is left. What the person
 * has not spoken of stays in the draft and is published in its time.
 */
export async function takeOver(
  db: Db,
  draft: StoredIncident,
  { incident, components }: { readonly incident: StoredIncident; readonly components: readonly Component[] },
): Promise<void> {
  const left = notCovered(draft.components, { spokenOf: incident.components, components })
  if (left.length === 0) {
    const objection = `An operator has opened incident ${incident.id} about it.`
    await updateIncident(db, { id: draft.id, publication: 'dropped', publishAt: undefined, objection })
    return
  }
  const ids = new Set(left.map(({ componentId }) => componentId))
  for (const { componentId } of draft.components) {
    if (!ids.has(componentId)) await removeIncidentComponent(db, { incidentId: draft.id, componentId })
  }
  const money = components.some((component) => component.money && ids.has(component.id))
  await updateIncident(db, { id: draft.id, money, impact: impactOf(left, components) })
}

/**
 * Covered is what is spoken of, each part of a whole that is, and a whole of which nothing but covered parts is in the
 * draft: it is there because of them.
 */
function notCovered(
  drafted: readonly AffectedComponent[],
  {
    spokenOf,
    components,
  }: { readonly spokenOf: readonly AffectedComponent[]; readonly components: readonly Component[] },
): readonly AffectedComponent[] {
  const spoken = new Set(spokenOf.map(({ componentId }) => componentId))
  const wholeOf = new Map(components.map(({ id, parentId }) => [id, parentId]))
  const isSpokenOf = (id: string | undefined): boolean =>
    id !== undefined && (spoken.has(id) || isSpokenOf(wholeOf.get(id)))
  const isCovered = (id: string): boolean => {
    if (isSpokenOf(id)) return true
    const parts = drafted.filter(({ componentId }) => wholeOf.get(componentId) === id)
    return parts.length > 0 && parts.every(({ componentId }) => isCovered(componentId))
  }
  return drafted.filter(({ componentId }) => !isCovered(componentId))
}
