import type { Phase } from '../../domain/incident.ts'
import type { IncidentMoment, IncidentNews } from '../../domain/notice.ts'
import { publicAnswers } from '../../domain/public-answers.ts'
import { publicText } from '../../domain/public-text.ts'
import type { StoredIncident } from '../../store/incidents/incidents.ts'
import { oweIncidentOver, oweNoIncidentOver } from '../../store/incident-over.ts'
import type { Db } from '../../store/open.ts'
import { note } from './note.ts'

/**
 * Tells of an incident's newest update, which is on it already. Drafts are nobody's news. That it is over is told to whoever wrote
 * to us about it as well (record/feedback/tell-incident-over.ts).
 */
export async function noteIncident(tx: Db, incident: StoredIncident): Promise<void> {
  const [newest, ...earlier] = incident.updates
  if (newest === undefined || incident.publication !== 'published') return
  const before = earlier.map(({ phase }) => phase)
  const moment = momentOf(newest.phase, before)
  const news = incidentNews(incident, newest, moment)
  const joined = joinedSince(incident, earlier[0]?.at)
  await note(tx, { ...news, ...(joined.length > 0 && { joined }) }, newest.at)
  if (moment === 'resolved') await oweIncidentOver(tx, incident.id)
  if (moment === 'reopened') await oweNoIncidentOver(tx, incident.id)
}

/** Who came in after the word before. */
function joinedSince({ components }: StoredIncident, saidAt = Infinity): readonly string[] {
  return components.filter(({ joinedAt }) => joinedAt > saidAt).map(({ componentId }) => componentId)
}

/** What of an incident subscribers are told, field by field. */
function incidentNews(
  incident: StoredIncident,
  { phase, body }: StoredIncident['updates'][number],
  moment: IncidentMoment,
): IncidentNews {
  const { id, title, impact, money, startedAt, resolvedAt, answers, components } = incident
  return {
    subject: 'incident',
    subjectId: id,
    moment,
    title: publicText(title),
    body: publicText(body),
    phase,
    impact,
    money,
    startedAt,
    ...(resolvedAt !== undefined && { resolvedAt }),
    answers: publicAnswers(answers),
    components: components.map(({ componentId, worst }) => ({ componentId, worst })),
  }
}

/** What a word in this phase means after words in those phases, newest first. */
export function momentOf(phase: Phase, before: readonly Phase[]): IncidentMoment {
  const last = before[0]
  if (last === undefined) return phase === 'resolved' ? 'resolved' : 'opened'
  switch (phase) {
    case 'investigating':
    case 'identified':
      return last === 'investigating' || last === 'identified' ? 'updated' : 'reopened'
    case 'monitoring':
      return last === 'monitoring' ? 'updated' : 'recovering'
    case 'reconciling':
      return last === 'reconciling' ? 'updated' : 'reconciling'
    case 'resolved':
      return last === 'resolved' ? 'updated' : 'resolved'
    case 'postmortem':
      return 'updated'
    default:
      return phase satisfies never
  }
}
