import { maintenanceMoves, type MaintenanceWindow } from '../../domain/maintenance.ts'
import { fullNames } from '../pages/components/component-name.ts'
import { plainText } from '../../lib/words/local-text.ts'
import { maintenanceView } from '../pages/maintenance-view.ts'
import type { PageContext } from '../pages/page-context.ts'
import type { PublicMaintenance } from '../snapshot/snapshot.ts'
import { entryId, type Entry } from './entry.ts'
import { entryBody, list, paragraph, textIn, textOf, type Block } from './entry-body.ts'
import { markedDemo } from './feed-links.ts'
import { lastingContext } from './lasting-context.ts'

/** Planned work: an entry when it is announced, the same one again when it is changed or called off. Its course is the page's to tell. */
export function maintenanceEntry(reading: PageContext, maintenance: PublicMaintenance): Entry {
  const updatedAt = changedAt(maintenance)
  const context = lastingContext(reading, updatedAt)
  const url = maintenanceUrl(context, maintenance)
  return {
    id: entryId('maintenance', maintenance.id, context.locale),
    kind: 'maintenance',
    url,
    title: markedDemo(context, maintenanceTitle(context, maintenance)),
    summary: whenInWords(context, maintenance),
    publishedAt: maintenance.announcedAt,
    updatedAt,
    ...entryBody(context, { kind: 'maintenance', url, blocks: maintenanceBlocks(context, maintenance) }),
  }
}

/** When it was last told of. */
export function changedAt({ announcedAt, cancelledAt, updates }: PublicMaintenance): number {
  return cancelledAt ?? updates.at(-1)?.at ?? announcedAt
}

/** Work has no page of its own: that of the first thing it touches, which is there before, meanwhile and after. */
export function maintenanceUrl({ deps, prefix }: PageContext, { componentIds }: PublicMaintenance): string {
  const [first] = componentIds
  const path = first === undefined ? '/' : `/components/${encodeURIComponent(first)}`
  return `${deps.wallet.page.publicUrl}${prefix}${path}`
}

/** Its name and when. */
function maintenanceTitle(context: PageContext, maintenance: PublicMaintenance): string {
  const { words, now } = context
  const { startsAt, endsAt } = maintenance
  const when = words.dateRange({ fromAt: startsAt, toAt: endsAt }, now)
  const title = plainText(words, maintenance.title)
  return words.say(`feed:maintenance.title.${courseOf(maintenance)}`, { title, when })
}

/** Its name in a calendar, which shows the time itself. */
export function eventTitle({ words }: PageContext, maintenance: PublicMaintenance): string {
  const title = plainText(words, maintenance.title)
  return words.say(`feed:maintenance.event.${courseOf(maintenance)}`, { title })
}

/** What a reader must know of it; of work that is called off nothing but that. Takes a lasting context. */
export function maintenanceBlocks(context: PageContext, maintenance: PublicMaintenance): Block[] {
  const { words } = context
  const names = fullNames(context, maintenance.componentIds)
  const takesPlace = maintenance.cancelledAt === undefined
  return [
    paragraph(
      whenInWords(context, maintenance),
      names.length === 0 ? '' : words.say('feed:concerns', { names: words.list(names) }),
      takesPlace ? textIn(context, maintenance.body) : '',
    ),
    ...(takesPlace ? maintenanceView(context, maintenance).lists : []).map(({ label, items }) =>
      list(label, items.map(textOf)),
    ),
  ]
}

/** From when until when, with the zone in words and when it had been planned for before, or that it does not take place. */
function whenInWords({ words, now }: PageContext, maintenance: PublicMaintenance): string {
  const { startsAt, endsAt } = maintenance
  const range = (window: MaintenanceWindow) =>
    words.dateRange({ fromAt: window.startsAt, toAt: window.endsAt }, now)
  const moved = maintenanceMoves(maintenance).at(-1)
  return words.say(`feed:maintenance.when.${courseOf(maintenance)}`, {
    when: range({ startsAt, endsAt }),
    zone: words.zoneName,
    was: moved === undefined ? '' : range(moved.from),
    time: words.dateClock(maintenance.cancelledAt ?? moved?.at ?? maintenance.announcedAt, now).text,
  })
}

function courseOf(maintenance: PublicMaintenance): 'planned' | 'moved' | 'cancelled' | 'endedEarly' {
  const { startsAt, cancelledAt } = maintenance
  if (cancelledAt === undefined) return maintenanceMoves(maintenance).length > 0 ? 'moved' : 'planned'
  return cancelledAt < startsAt ? 'cancelled' : 'endedEarly'
}
