import type { LocalText } from '../domain/locale.ts'
import { isLedByPerson } from '../domain/who-leads.ts'
import type { StoredIncident } from '../store/incidents.ts'
import { shownTime } from './shown-time.ts'

/** An open incident in two lines, and in a third that it stays as it is until a person moves it on. */
export function describeIncident(incident: StoredIncident, zone: string): string {
  const { id, publication, publishAt, phase, impact, startedAt, components, title } = incident
  const plan = publishAt === undefined ? '' : ` until ${shownTime(publishAt, zone)}`
  const affected = components.map(({ componentId, worst }) => `${componentId} ${worst}`).join(', ')
  return [
    `${id}  ${publication}${plan}  ${phase}  ${impact}  since ${shownTime(startedAt, zone)}`,
    `              ${inEnglish(title)} (${affected})`,
    ...(waitsForPerson(incident) ? ['              waits for a person: update or resolve it'] : []),
  ].join('\n')
}

export function inEnglish(text: LocalText): string {
  return text.en ?? text['zh-CN'] ?? ''
}

function waitsForPerson(incident: StoredIncident): boolean {
  const { publication, phase, resolvedAt } = incident
  if (publication !== 'published' || resolvedAt !== undefined) return false
  return phase === 'reconciling' || isLedByPerson(incident)
}
