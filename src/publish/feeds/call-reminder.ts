import { createHash } from 'node:crypto'

import { lines, property, textProperty, utcMoment } from './icalendar.ts'

/** A day on which somebody wants to call again, as a calendar program takes it (RFC 5545): all day, with an alarm at nine. */
export function callReminder(reminder: {
  /** `YYYY-MM-DD`. */
  readonly date: string
  readonly summary: string
  readonly description: string
  /** The page's address, for the event's id. */
  readonly publicUrl: string
  readonly now: number
}): string {
  const { date, summary, description, publicUrl, now } = reminder
  const digest = createHash('sha256').update(`${date}\n${description}`).digest('hex').slice(0, 24)
  return lines(
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Wallet Status//Wallet Status//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    property('UID', `${digest}@${new URL(publicUrl).host}`),
    property('DTSTAMP', utcMoment(now)),
    property('DTSTART;VALUE=DATE', date.replaceAll('-', '')),
    textProperty('SUMMARY', summary),
    textProperty('DESCRIPTION', description),
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    textProperty('DESCRIPTION', summary),
    'TRIGGER:PT9H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  )
}
