import type { Component } from '../../domain/component.ts'
import { isImpaired } from '../../domain/state.ts'
import type { Topic } from '../../domain/subscriber.ts'
import { touchedComponents } from '../../domain/touched-components.ts'
import { openIncidents } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { componentStates } from '../../store/states.ts'

type Parts = readonly Pick<Component, 'id' | 'groupId' | 'parentId'>[]

/**
 * Whether any of these topics is about something that does not work now, so that it can work again. Planned work is not:
 * it ends when it was said to.
 */
export async function isTroubled(db: Db, topics: readonly Topic[], components: Parts): Promise<boolean> {
  const incidents = (await openIncidents(db)).filter(({ publication }) => publication === 'published')
  if (topics.some((topic) => incidents.some(({ id }) => isAboutIncident(topic, id)))) return true
  const states = [...(await componentStates(db))]
  const troubles = [
    ...incidents.map((incident) => incident.components.filter(({ worst }) => isImpaired(worst))),
    states.flatMap(([componentId, { state }]) => (isImpaired(state) ? [{ componentId, worst: state }] : [])),
  ]
  return troubles
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
