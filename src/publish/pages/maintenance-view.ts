import type { LocalText } from '../../domain/locale.ts'
import type { PublicMaintenance } from '../snapshot/snapshot.ts'
import { componentLinks, type ComponentLink } from './components/component-name.ts'
import { textView, type TextView } from '../../lib/words/local-text.ts'
import type { PageContext } from './page-context.ts'

/** Planned work: when, and what it does to the reader. */
export interface MaintenanceView {
  readonly id: string
  readonly title: TextView
  readonly when: string
  readonly status: string
  readonly running: boolean
  readonly body: TextView | null
  readonly lists: readonly { readonly label: string; readonly items: readonly TextView[] }[]
  readonly components: readonly ComponentLink[]
}

export function maintenanceView(context: PageContext, maintenance: PublicMaintenance): MaintenanceView {
  const { words, now } = context
  const items = (texts: readonly LocalText[]) => texts.map((text) => textView(words, text))
  const hasBody = Object.values(maintenance.body).some((text) => text !== '')
  return {
    id: maintenance.id,
    title: textView(words, maintenance.title),
    when: words.range({ fromAt: maintenance.startsAt, toAt: maintenance.endsAt }, now),
    status: words.say(`state:maintenance.${maintenance.status}`),
    running: maintenance.status === 'in_progress',
    body: hasBody ? textView(words, maintenance.body) : null,
    lists: [
      { label: words.say('page:maintenance.mayFail'), items: items(maintenance.mayFail) },
      { label: words.say('page:maintenance.delayed'), items: items(maintenance.delayed) },
      { label: words.say('page:maintenance.notAffected'), items: items(maintenance.notAffected) },
    ].filter((list) => list.items.length > 0),
    components: componentLinks(context, maintenance.componentIds),
  }
}
