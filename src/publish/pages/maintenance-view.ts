import { maintenanceMoves } from '../../domain/maintenance.ts'
import type { LocalText } from '../../domain/locale.ts'
import type { PublicMaintenance } from '../snapshot/snapshot.ts'
import { componentLinks, fullNames, type ComponentLink } from './components/component-name.ts'
import { textView, type TextView } from '../../lib/words/local-text.ts'
import type { PageContext } from './page-context.ts'

/** Planned work: when, and what it does to the reader. */
export interface MaintenanceView {
  readonly id: string
  readonly title: TextView
  readonly when: string
  readonly status: string
  /** What readers were told before and holds no longer, newest first. */
  readonly before: readonly string[]
  /** Called off before it began. */
  readonly off: boolean
  readonly body: TextView | null
  readonly lists: readonly { readonly label: string; readonly items: readonly TextView[] }[]
  readonly components: readonly ComponentLink[]
}

export function maintenanceView(context: PageContext, maintenance: PublicMaintenance): MaintenanceView {
  const { words, now } = context
  const items = (texts: readonly LocalText[]) => texts.map((text) => textView(words, text))
  const course = courseOf(maintenance)
  // What does not take place has no effects to be told of.
  const isOff = course === 'cancelled'
  const hasBody = !isOff && Object.values(maintenance.body).some((text) => text !== '')
  return {
    id: maintenance.id,
    title: textView(words, maintenance.title),
    when: words.range(
      { fromAt: maintenance.startsAt, toAt: endedAt(maintenance) ?? maintenance.endsAt },
      now,
    ),
    status: words.say(`state:maintenance.${course}`),
    off: isOff,
    before: beforeInWords(context, maintenance),
    body: hasBody ? textView(words, maintenance.body) : null,
    lists: [
      { label: words.say('page:maintenance.mayFail'), items: items(maintenance.mayFail) },
      { label: words.say('page:maintenance.delayed'), items: items(maintenance.delayed) },
      { label: words.say('page:maintenance.notAffected'), items: items(maintenance.notAffected) },
    ].filter((list) => !isOff && list.items.length > 0),
    components: componentLinks(context, maintenance.componentIds),
  }
}

/** What was called off once it had begun did take place, until then. */
function courseOf(maintenance: PublicMaintenance) {
  return endedAt(maintenance) === undefined ? maintenance.status : 'endedEarly'
}

function endedAt({ startsAt, cancelledAt }: PublicMaintenance): number | undefined {
  return cancelledAt !== undefined && cancelledAt >= startsAt ? cancelledAt : undefined
}

/** Updates of its words alone are left out: the words are there. */
function beforeInWords(context: PageContext, maintenance: PublicMaintenance): string[] {
  const { words, now } = context
  const { updates } = maintenance
  const moves = new Map(maintenanceMoves(maintenance).map((move) => [move.at, move]))
  return updates.toReversed().flatMap(({ at, before }, index) => {
    const time = words.moment(at, now).text
    const { from } = moves.get(at) ?? {}
    const after = updates[updates.length - index]?.before ?? maintenance
    return [
      ...(from === undefined
        ? []
        : [
            words.say('page:maintenance.moved', {
              time,
              when: words.range({ fromAt: from.startsAt, toAt: from.endsAt }, now),
            }),
          ]),
      ...(isSame(before.componentIds, after.componentIds)
        ? []
        : [
            words.say('page:maintenance.movedParts', {
              time,
              names: words.list(fullNames(context, before.componentIds)),
            }),
          ]),
    ]
  })
}

function isSame(ids: readonly string[], others: readonly string[]): boolean {
  return ids.join() === others.join()
}
