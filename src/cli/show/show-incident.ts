import type { LocalText } from '../../domain/locale.ts'
import { isLedByPerson } from '../../domain/who-leads.ts'
import type { StoredIncident } from '../../store/incidents/incidents.ts'
import { shownTime } from './shown-time.ts'

const OPENED_BY = { probe: 'a probe', operator: 'an operator', reports: 'more reports than usual' } as const

/** More would hide the other incidents of a list. */
const COMPONENTS_IN_LIST = 3

/** An open incident in two lines, and in a third that it stays as it is until a person moves it on. */
export function describeIncident(
  incident: StoredIncident,
  zone: string,
  most: number = COMPONENTS_IN_LIST,
): string {
  const { id, publication, publishAt, phase, impact, startedAt, components, title } = incident
  const plan = publishAt === undefined ? '' : ` until ${shownTime(publishAt, zone)}`
  const named = components.slice(0, most).map(({ componentId, worst }) => `${componentId} ${worst}`)
  const left = components.length - named.length
  const affected = `${named.join(', ')}${left === 0 ? '' : ` and ${left} more`}`
  return [
    `${id}  ${publication}${plan}  ${phase}  ${impact}  since ${shownTime(startedAt, zone)}`,
    `              ${inEnglish(title)} (${affected})`,
    ...(waitsForPerson(incident) ? ['              waits for a person: update or resolve it'] : []),
  ].join('\n')
}

/** All that is known of an incident, as an operator wants it before they write: what was promised, said and decided. */
export function showIncident(incident: StoredIncident, zone: string): string {
  const { answers, objection, upstreamComponentId, monitoringAt, resolvedAt, updates } = incident
  const { scope, cause, money, nextUpdateAt } = answers
  const moment = (name: string, at: number | undefined) =>
    line(name, at === undefined ? undefined : shownTime(at, zone))
  return [
    describeIncident(incident, zone, incident.components.length),
    ...line('opened by', OPENED_BY[incident.origin]),
    ...moment('published', incident.publishedAt),
    ...moment('back since', monitoringAt),
    ...moment('resolved', resolvedAt),
    ...moment('next update promised by', nextUpdateAt),
    ...line('upstream', upstreamComponentId),
    ...line('scope', scope && inEnglish(scope)),
    ...line('cause', cause && inEnglish(cause)),
    ...line('money', money && [money.balanceSafe, ...line('approved by', money.approvedBy)].join(', ')),
    ...line('kept back', objection),
    ...updates.flatMap(({ at, phase, author, body }) => [
      '',
      `${shownTime(at, zone)}  ${phase}  ${author}`,
      inEnglish(body),
    ]),
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

function line(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${name}: ${value}`]
}
