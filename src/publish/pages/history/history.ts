import { monthBeside, type Month } from '../../snapshot/calendar.ts'
import type { HistoryMonth } from '../../readers/read-history.ts'
import type { PageContent } from '../frame.ts'
import { historyForm } from './history-form.ts'
import { historyPath, isWithinReach, type Chosen, type HistoryAsked } from './history-query.ts'
import { historyRow } from './history-row.ts'
import { maintenanceView } from '../maintenance-view.ts'
import { timeOut } from '../incidents/time-out.ts'
import type { PageContext } from '../page-context.ts'

/** The past by month: what happened, how long it lasted, how soon we said so. */
export function historyContent(
  context: PageContext,
  { query, chosen }: Extract<HistoryAsked, { ok: true }>,
  found: HistoryMonth,
): PageContent {
  const { words } = context
  const { month } = query
  const title = words.say('page:history.title', { month: words.month(month.fromAt) })
  return {
    title,
    description: words.say('page:history.description'),
    path: historyPath(month, chosen),
    template: 'pages/history',
    feeds: chosen.component === '' ? {} : { componentId: chosen.component },
    view: {
      heading: title,
      ...monthLinks(context, month, chosen),
      form: historyForm(context, month, chosen),
      figures: figures(context, found),
      incidents: found.incidents.map((incident) => historyRow(context, incident)),
      maintenances: found.maintenances.map((maintenance) => maintenanceView(context, maintenance)),
      filtered: Object.values(chosen).some((value) => value !== ''),
    },
  }
}

function monthLinks(context: PageContext, month: Month, chosen: Chosen) {
  const { zone } = context.deps.wallet.page
  const link = (other: Month) => ({
    name: context.words.month(other.fromAt),
    href: `${context.prefix}${historyPath(other, chosen)}`,
  })
  const beside = (months: number) => {
    const other = monthBeside(month, months, zone)
    return isWithinReach(other, context) ? link(other) : null
  }
  return { earlier: beside(-1), later: beside(1) }
}

/** The month in three figures; none where nothing happened. */
function figures({ words }: PageContext, { incidents }: HistoryMonth) {
  if (incidents.length === 0) return []
  const lasted = incidents.flatMap((incident) => timeOut(incident) ?? [])
  const told = incidents.map(({ startedAt, publishedAt }) => Math.max(publishedAt - startedAt, 0))
  const fact = (name: string, value: string) => ({ label: words.say(`page:history.${name}`), value })
  return [
    fact('count', words.count(incidents.length)),
    ...(lasted.length === 0 ? [] : [fact('lasted', words.duration(mean(lasted)))]),
    fact('told', words.duration(mean(told))),
  ]
}

function mean(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length, 0) / lengths.length
}
