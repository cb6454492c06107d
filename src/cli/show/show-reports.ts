import type { ReportedComponent } from '../../record/reports/report-levels.ts'
import { shownTime } from './shown-time.ts'

const BASIS = {
  weeks: 'at this hour of the week',
  days: 'at this hour of the day',
  nothing: 'not known yet',
} as const

/** More would hide the other components of a list. */
const MOST_SAID = 5

/** What is reported of a component, in two or three lines. */
export function describeReports(
  { componentId, level, senders, usual, alarmAt, episode, said }: ReportedComponent,
  zone: string,
): string {
  const usually = usual.basis === 'nothing' ? BASIS.nothing : `${figure(usual.level)} ${BASIS[usual.basis]}`
  const shown = said.slice(0, MOST_SAID).map(({ symptom, region, count }) => {
    const place = region === undefined ? '' : ` in ${region}`
    return `${symptom}${place} ${count}`
  })
  const left = said.length - shown.length
  return [
    `${componentId}  now ${figure(level)} from ${senders} ${senders === 1 ? 'sender' : 'senders'}  usual: ${usually}  alarm at ${figure(alarmAt)}`,
    ...(shown.length === 0 ? [] : [`  ${shown.join(', ')}${left === 0 ? '' : ` and ${left} more kinds`}`]),
    ...standing(episode, zone),
  ].join('\n')
}

function standing(episode: ReportedComponent['episode'], zone: string): string[] {
  if (episode === undefined) return []
  const { sinceAt, closedLevel, incidentId } = episode
  const since = shownTime(sinceAt, zone)
  if (closedLevel !== undefined) return [`  more than usual since ${since}, judged at ${figure(closedLevel)}`]
  const draft = incidentId === undefined ? '' : `, draft ${incidentId}`
  return [`  more than usual since ${since}${draft}`]
}

function figure(level: number): string {
  return level.toFixed(1)
}
