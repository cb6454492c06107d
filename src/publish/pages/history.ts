import { IMPACTS, type Impact } from '../../domain/incident.ts'
import { monthAt, monthBeside, monthNamed, type Month } from '../calendar.ts'
import type { HistoryMonth, HistoryQuery } from '../read-history.ts'
import type { PublicComponent } from '../snapshot.ts'
import { fullName } from './component-name.ts'
import type { PageContent } from './frame.ts'
import { historyRow } from './history-row.ts'
import { plainText } from './local-text.ts'
import { maintenanceView } from './maintenance-view.ts'
import type { PageContext } from './page-context.ts'

/** What of the query names no month, component, group or impact; what else there may be is not our business. */
export type HistoryAsked =
  | { readonly ok: true; readonly query: HistoryQuery; readonly chosen: Chosen }
  | { readonly ok: false; readonly name: string; readonly value: string }

/** The filters as they were set, empty for none; what the form shows again. */
interface Chosen {
  readonly component: string
  readonly group: string
  readonly impact: string
}

type Query = Readonly<Record<string, string>>

export function readHistoryQuery(context: PageContext, query: Query): HistoryAsked {
  const { zone } = context.deps.wallet.page
  const { month: monthName = '', component = '', group = '', impact: impactName = '' } = query
  const month = monthName === '' ? monthAt(context.now, zone) : monthNamed(monthName, zone)
  if (month === undefined || month.fromAt > context.now) return { ok: false, name: 'month', value: monthName }
  const componentIds = componentsAsked(context, component, group)
  if (componentIds === undefined) {
    return component === '' ? { ok: false, name: 'group', value: group } : { ok: false, name: 'component', value: component }
  }
  const impact = IMPACTS.find((known) => known === impactName)
  if (impact === undefined && impactName !== '') return { ok: false, name: 'impact', value: impactName }
  return {
    ok: true,
    chosen: { component, group, impact: impactName },
    query: historyQuery(month, componentIds, impact),
  }
}

function historyQuery(month: Month, componentIds: readonly string[], impact: Impact | undefined): HistoryQuery {
  return {
    month,
    ...(componentIds.length > 0 && { componentIds }),
    ...(impact !== undefined && { impact }),
  }
}

/** A channel brings its banks along; empty means everything, undefined an id nobody knows. */
function componentsAsked(context: PageContext, component: string, group: string): string[] | undefined {
  const withParts = ({ id, parts }: PublicComponent) => [id, ...parts.map((part) => part.id)]
  if (component !== '') {
    const place = context.place(component)
    return place && withParts(place.component)
  }
  if (group === '') return []
  return context.snapshot.groups.find(({ id }) => id === group)?.components.flatMap(withParts)
}

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
    path: pathOf(month, chosen),
    template: 'pages/history',
    view: {
      heading: title,
      ...monthLinks(context, month, chosen),
      form: formView(context, month, chosen),
      figures: figures(context, found),
      incidents: found.incidents.map((incident) => historyRow(context, incident)),
      maintenances: found.maintenances.map((maintenance) => maintenanceView(context, maintenance)),
      filtered: Object.values(chosen).some((value) => value !== ''),
    },
  }
}

function pathOf(month: Month, chosen: Chosen): string {
  const asked = Object.entries({ month: month.name, ...chosen }).filter(([, value]) => value !== '')
  return `/history?${new URLSearchParams(asked).toString()}`
}

function monthLinks(context: PageContext, month: Month, chosen: Chosen) {
  const { zone } = context.deps.wallet.page
  const link = (other: Month) => ({
    name: context.words.month(other.fromAt),
    href: `${context.prefix}${pathOf(other, chosen)}`,
  })
  const after = monthBeside(month, 1, zone)
  return {
    earlier: link(monthBeside(month, -1, zone)),
    later: after.fromAt > context.now ? null : link(after),
  }
}

const MONTHS_TO_CHOOSE = 24

function formView(context: PageContext, month: Month, chosen: Chosen) {
  const { words, snapshot, now } = context
  const { zone } = context.deps.wallet.page
  const thisMonth = monthAt(now, zone)
  const recent = Array.from({ length: MONTHS_TO_CHOOSE }, (_, back) => monthBeside(thisMonth, -back, zone))
  const months = recent.some(({ name }) => name === month.name) ? recent : [...recent, month]
  return {
    months: months.map(({ name, fromAt }) => ({
      value: name,
      label: words.month(fromAt),
      selected: name === month.name,
    })),
    groups: snapshot.groups.map((group) => ({
      label: plainText(words, group.name),
      components: group.components.flatMap((component) =>
        [component, ...component.parts].map(({ id }) => option(context, id, chosen.component)),
      ),
    })),
    impacts: IMPACTS.map((impact) => ({
      value: impact,
      label: words.say(`state:impact.${impact}`),
      selected: impact === chosen.impact,
    })),
  }
}

function option(context: PageContext, id: string, chosen: string) {
  const place = context.place(id)
  return { value: id, label: place === undefined ? id : fullName(context, place), selected: id === chosen }
}

/** The month in three figures; none where nothing happened. */
function figures({ words }: PageContext, { incidents }: HistoryMonth) {
  if (incidents.length === 0) return []
  const lasted = incidents.flatMap(({ startedAt, resolvedAt }) => (resolvedAt === undefined ? [] : resolvedAt - startedAt))
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

