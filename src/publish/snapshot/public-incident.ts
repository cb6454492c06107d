import type { Incident } from '../../domain/incident.ts'
import { publicAnswers } from '../../domain/public-answers.ts'
import { publicText } from '../../domain/public-text.ts'
import type { PublicIncident } from './snapshot.ts'

/**
 * An incident as readers may see it, field by field: no approver, no objection, no upstream guess. Undefined for
 * drafts and dropped drafts. Components outside `componentIds` (no longer configured) are left out.
 */
export function publicIncident(
  incident: Incident,
  componentIds: ReadonlySet<string>,
): PublicIncident | undefined {
  if (incident.publication !== 'published') return undefined
  const { monitoringAt, resolvedAt } = incident
  return {
    id: incident.id,
    title: publicText(incident.title),
    phase: incident.phase,
    impact: incident.impact,
    // What readers report is published by a person alone.
    origin: incident.origin === 'probe' ? 'probe' : 'operator',
    startedAt: incident.startedAt,
    publishedAt: incident.publishedAt ?? incident.startedAt,
    ...(monitoringAt !== undefined && { monitoringAt }),
    ...(resolvedAt !== undefined && { resolvedAt }),
    money: incident.money,
    answers: publicAnswers(incident.answers),
    components: incident.components
      .filter(({ componentId }) => componentIds.has(componentId))
      .map(({ componentId, worst }) => ({ componentId, worst })),
    updates: incident.updates.map(({ id, phase, body, at, author }) => ({
      id,
      phase,
      body: publicText(body),
      at,
      author,
    })),
  }
}
