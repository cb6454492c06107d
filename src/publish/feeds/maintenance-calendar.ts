import type { PageContext } from '../pages/page-context.ts'
import type { PublicMaintenance } from '../snapshot/snapshot.ts'
import { entryBody } from './entry-body.ts'
import { feedTitle, markedDemo } from './feed-links.ts'
import { lines, property, textProperty, utcMoment } from './icalendar.ts'
import { lastingContext } from './lasting-context.ts'
import { changedAt, eventTitle, maintenanceBlocks, maintenanceUrl } from './maintenance-entry.ts'

/** How long a program may wait before it asks again. */
const REFRESH = 'PT1H'

/** Planned work as a calendar to subscribe to (RFC 5545, RFC 7986); without any work it is empty and stays valid. */
export function maintenanceCalendar(
  context: PageContext,
  maintenances: readonly PublicMaintenance[],
  componentId: string | undefined,
): string {
  const { words, deps, locale } = context
  const name = words.say('feed:calendar', { title: feedTitle(context, componentId) })
  return [
    lines(
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      `PRODID:-//wallet-status//maintenance//${locale.toUpperCase()}`,
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      textProperty('NAME', name),
      textProperty('X-WR-CALNAME', name),
      textProperty('X-WR-TIMEZONE', deps.wallet.page.zone),
      `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
      `X-PUBLISHED-TTL:${REFRESH}`,
    ),
    ...maintenances.map((maintenance) => event(context, maintenance)),
    lines('END:VCALENDAR'),
  ].join('')
}

/** One piece of work; when it changed stands for when this was made, so that an unchanged calendar stays the same. */
function event(reading: PageContext, maintenance: PublicMaintenance): string {
  const changed = changedAt(maintenance)
  const context = lastingContext(reading, changed)
  const url = maintenanceUrl(context, maintenance)
  const { text } = entryBody(context, {
    kind: 'maintenance',
    url,
    blocks: maintenanceBlocks(context, maintenance),
  })
  const language = `LANGUAGE=${context.locale}`
  return lines(
    'BEGIN:VEVENT',
    property('UID', `${maintenance.id}@${new URL(context.deps.wallet.page.publicUrl).hostname}`),
    property('DTSTAMP', utcMoment(changed)),
    property('CREATED', utcMoment(maintenance.announcedAt)),
    property('LAST-MODIFIED', utcMoment(changed)),
    property('SEQUENCE', String(maintenance.sequence)),
    property('DTSTART', utcMoment(maintenance.startsAt)),
    property('DTEND', utcMoment(maintenance.endsAt)),
    property('STATUS', maintenance.cancelledAt === undefined ? 'CONFIRMED' : 'CANCELLED'),
    property('TRANSP', 'TRANSPARENT'),
    textProperty(`SUMMARY;${language}`, markedDemo(context, eventTitle(context, maintenance))),
    textProperty(`DESCRIPTION;${language}`, text),
    property('URL', url),
    'END:VEVENT',
  )
}
