import type { LocalText } from '../../domain/locale.ts'
import type { PublicIncident } from '../snapshot/snapshot.ts'
import { componentCode, inLanguage, type StatuspageComponent, type StatuspageContext } from './components.ts'
import { INCIDENT_STATUS, statuspageId, statuspageTime } from './vocabulary.ts'

export interface IncidentContext extends StatuspageContext {
  /** Component rows by their code, to be repeated within what touched them. */
  readonly rows: ReadonlyMap<string, StatuspageComponent>
  /** The page's address without a trailing slash, and without the language. */
  readonly publicUrl: string
}

export function statuspageIncident(incident: PublicIncident, context: IncidentContext) {
  const id = publicCode('incident', incident.id)
  const newestAt = incident.updates[0]?.at ?? incident.publishedAt
  return {
    id,
    name: inLanguage(incident.title, context.locale),
    status: INCIDENT_STATUS[incident.phase],
    created_at: statuspageTime(incident.publishedAt),
    updated_at: statuspageTime(newestAt),
    monitoring_at: timeOrNull(incident.monitoringAt),
    resolved_at: timeOrNull(incident.resolvedAt),
    impact: incident.impact,
    shortlink: addressOf(`/incidents/${incident.id}`, context),
    started_at: statuspageTime(incident.startedAt),
    page_id: context.pageId,
    incident_updates: incident.updates.map((update) =>
      updateOf({ ...update, status: INCIDENT_STATUS[update.phase], incidentId: id }, context),
    ),
    components: rowsOf(
      incident.components.map(({ componentId }) => componentId),
      context,
    ),
    reminder_intervals: null,
  }
}

interface Update {
  readonly id: string
  readonly status: string
  readonly incidentId: string
  readonly body: LocalText
  readonly at: number
}

export function updateOf(update: Update, { locale }: IncidentContext) {
  const at = statuspageTime(update.at)
  return {
    id: publicCode('update', update.id),
    status: update.status,
    body: inLanguage(update.body, locale),
    incident_id: update.incidentId,
    created_at: at,
    updated_at: at,
    display_at: at,
    affected_components: null,
    deliver_notifications: true,
    custom_tweet: null,
    tweet_id: null,
  }
}

export function rowsOf(componentIds: readonly string[], { rows }: IncidentContext): StatuspageComponent[] {
  return componentIds.flatMap((id) => rows.get(componentCode(id)) ?? [])
}

/** Ids of the right shape are ours as they stand; anything else is turned into one. */
export function publicCode(kind: string, id: string): string {
  return /^[a-z0-9]{12}$/.test(id) ? id : statuspageId(kind, id)
}

export function addressOf(path: string, { publicUrl, locale }: IncidentContext): string {
  return `${publicUrl}${locale === 'en' ? '/en' : ''}${path}`
}

function timeOrNull(at: number | undefined): string | null {
  return at === undefined ? null : statuspageTime(at)
}
