import type { Component } from '../../domain/component.ts'
import { isImpaired } from '../../domain/state.ts'
import type { Topic } from '../../domain/subscriber.ts'
import { touchedComponents } from '../../domain/touched-components.ts'
import { openIncidents } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'

type Parts = readonly Pick<Component, 'id' | 'groupId' | 'parentId'>[]

/**
 * Whether any of these topics is about an incident that people were told of, so that they will be told of its end. What
 * only probes have seen is not: a draft may be dropped, and then no word comes. Planned work is not either: it ends when
 * it was said to.
 */
export async function isTroubled(db: Db, topics: readonly Topic[], components: Parts): Promise<boolean> {
  const incidents = (await openIncidents(db)).filter(({ publication }) => publication === 'published')
  if (topics.some((topic) => incidents.some(({ id }) => isAboutIncident(topic, id)))) return true
  return incidents
    .map((incident) => incident.components.filter(({ worst }) => isImpaired(worst)))
    .flatMap((affected) => touchedComponents(components, affected))
    .some((component) => isAbout(component, topics))
}

function isAboutIncident({ kind, id }: Topic, incidentId: string): boolean {
  return kind === 'everything' || (kind === 'incident' && id === incidentId)
}

function isAbout({ id, groupId }: Parts[number], topics: readonly Topic[]): boolean {
  return topics.some(
    (topic) =>
      topic.kind === 'everything' ||
      (topic.kind === 'group' && topic.id === groupId) ||
      (topic.kind === 'component' && topic.id === id),
  )
}
