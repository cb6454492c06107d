import { IMPACTS, type Impact } from '../../../domain/incident.ts'
import { monthAt, monthBeside, monthNamed, type Month } from '../../snapshot/calendar.ts'
import type { HistoryQuery } from '../../readers/read-history.ts'
import type { PublicComponent } from '../../snapshot/snapshot.ts'
import type { PageContext } from '../page-context.ts'

/** What of the query names no month, component, group or impact; what else there may be is not our business. */
export type HistoryAsked =
  | { readonly ok: true; readonly query: HistoryQuery; readonly chosen: Chosen }
  | { readonly ok: false; readonly name: string; readonly value: string }

/** The filters as they were set, empty for none; what the form shows again. */
export interface Chosen {
  readonly component: string
  readonly group: string
  readonly impact: string
}

type Query = Readonly<Record<string, string>>

/** Further back nothing was ever recorded; without an end the months would be endless, and so would be their pages. */
const YEARS_BACK = 10

/** Whether a month has begun and is not older than anything we may have recorded. */
export function isWithinReach({ fromAt }: Month, { now, deps }: PageContext): boolean {
  const { zone } = deps.wallet.page
  return fromAt <= now && fromAt >= monthBeside(monthAt(now, zone), -12 * YEARS_BACK, zone).fromAt
}

export function readHistoryQuery(context: PageContext, query: Query): HistoryAsked {
  const { zone } = context.deps.wallet.page
  const { month: monthName = '', component = '', group = '', impact: impactName = '' } = query
  const month = monthName === '' ? monthAt(context.now, zone) : monthNamed(monthName, zone)
  if (month === undefined || !isWithinReach(month, context))
    return { ok: false, name: 'month', value: monthName }
  const componentIds = componentsOf(context, component)
  if (componentIds === undefined) return { ok: false, name: 'component', value: component }
  // Read even where the component narrows it down: what nobody reads could be anything.
  const groupIds = groupsComponents(context, group)
  if (groupIds === undefined) return { ok: false, name: 'group', value: group }
  const impact = IMPACTS.find((known) => known === impactName)
  if (impact === undefined && impactName !== '') return { ok: false, name: 'impact', value: impactName }
  return {
    ok: true,
    chosen: { component, group, impact: impactName },
    query: historyQuery(month, component === '' ? groupIds : componentIds, impact),
  }
}

function historyQuery(
  month: Month,
  componentIds: readonly string[],
  impact: Impact | undefined,
): HistoryQuery {
  return {
    month,
    ...(componentIds.length > 0 && { componentIds }),
    ...(impact !== undefined && { impact }),
  }
}

/** A channel brings its banks along; empty where none was asked for, undefined for an id nobody knows. */
function componentsOf(context: PageContext, component: string): string[] | undefined {
  if (component === '') return []
  const place = context.place(component)
  return place && withParts(place.component)
}

function groupsComponents(context: PageContext, group: string): string[] | undefined {
  if (group === '') return []
  return context.snapshot.groups.find(({ id }) => id === group)?.components.flatMap(withParts)
}

function withParts({ id, parts }: PublicComponent): string[] {
  return [id, ...parts.map((part) => part.id)]
}

/** Where a month is read with these filters, without the language's prefix. */
export function historyPath(month: Month, chosen: Chosen): string {
  const asked = Object.entries({ month: month.name, ...chosen }).filter(([, value]) => value !== '')
  return `/history?${new URLSearchParams(asked).toString()}`
}
