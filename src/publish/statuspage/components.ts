import type { Locale, LocalText } from '../../domain/locale.ts'
import { rollUp } from '../../judge/roll-up.ts'
import type { PublicComponent, PublicGroup, Snapshot } from '../snapshot/snapshot.ts'
import { COMPONENT_STATUS, statuspageId, statuspageTime } from './vocabulary.ts'

/** A row of the Statuspage component list; a group is a row too, with its members' ids. */
export interface StatuspageComponent {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly created_at: string
  readonly updated_at: string
  readonly position: number
  readonly description: string | null
  readonly showcase: boolean
  readonly start_date: string | null
  readonly group_id: string | null
  readonly page_id: string
  readonly group: boolean
  readonly only_show_if_degraded: boolean
  readonly components?: readonly string[]
}

/** Configuration does not say when a component came to be; the key is required, so it carries the epoch. */
const CREATED_AT = statuspageTime(0)

export interface StatuspageContext {
  readonly pageId: string
  readonly locale: Locale
  readonly builtAt: number
}

/** Groups, their components, and banks beside their channel, since that interface knows one level only. */
export function statuspageComponents(
  snapshot: Pick<Snapshot, 'groups'>,
  context: StatuspageContext,
): StatuspageComponent[] {
  let position = 0
  return snapshot.groups.flatMap((group) => {
    const members = flatten(group.components)
    const groupRow = rowOfGroup(group, members, { ...context, position: (position += 1) })
    return [
      groupRow,
      ...members.map((member) =>
        rowOf(member, { ...context, position: (position += 1), groupId: groupRow.id }),
      ),
    ]
  })
}

interface Member {
  readonly component: PublicComponent
  readonly channel?: PublicComponent
}

function flatten(components: readonly PublicComponent[]): Member[] {
  return components.flatMap((component) => [
    { component },
    ...component.parts.map((part) => ({ component: part, channel: component })),
  ])
}

function rowOfGroup(
  group: PublicGroup,
  members: readonly Member[],
  context: StatuspageContext & { readonly position: number },
): StatuspageComponent {
  const { locale, pageId, position, builtAt } = context
  const since = members.map(({ component }) => component.sinceAt ?? builtAt)
  return {
    id: statuspageId('group', group.id),
    name: inLanguage(group.name, locale),
    status: statusOfGroup(group.components),
    created_at: CREATED_AT,
    updated_at: statuspageTime(since.length === 0 ? builtAt : Math.max(...since)),
    position,
    description: null,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: pageId,
    group: true,
    only_show_if_degraded: false,
    components: members.map(({ component }) => componentCode(component.id)),
  }
}

/**
 * By what readers feel, as everywhere: one bank out does not make all of topping up a major outage. And a group is
 * never shown working while nobody has looked at some of it.
 */
function statusOfGroup(components: readonly PublicComponent[]): string {
  const whole = rollUp(
    components.map((component) => ({
      component: { ...component, weight: 1 },
      state: component.state,
      at: 0,
    })),
  )
  const unseen = components.some(({ state }) => state === 'unknown')
  const state = whole === undefined || (whole.state === 'operational' && unseen) ? 'unknown' : whole.state
  return COMPONENT_STATUS[state]
}

function rowOf(
  { component, channel }: Member,
  context: StatuspageContext & { readonly position: number; readonly groupId: string },
): StatuspageComponent {
  const { locale, pageId, position, builtAt, groupId } = context
  const name = inLanguage(component.name, locale)
  return {
    id: componentCode(component.id),
    name: channel === undefined ? name : `${inLanguage(channel.name, locale)} - ${name}`,
    status: COMPONENT_STATUS[component.state],
    created_at: CREATED_AT,
    updated_at: statuspageTime(component.sinceAt ?? builtAt),
    position,
    description: inLanguage(component.purpose, locale) || null,
    showcase: false,
    start_date: null,
    group_id: groupId,
    page_id: pageId,
    group: false,
    only_show_if_degraded: component.onlyWhenImpaired,
  }
}

export function componentCode(componentId: string): string {
  return statuspageId('component', componentId)
}

/** The reader's language, or the other one where a text has not been translated. */
export function inLanguage(text: LocalText, locale: Locale): string {
  return text[locale] ?? text['zh-CN'] ?? text.en ?? ''
}
