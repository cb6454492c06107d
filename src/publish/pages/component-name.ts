import { foldNamesakes } from '../../domain/namesakes.ts'
import { plainText } from './local-text.ts'
import type { PageContext, Place } from './page-context.ts'

/**
 * A component's name as a sentence needs it: "借记卡" alone says little, "充值（借记卡）" does. A bank carries its
 * channel. Functions stand for themselves.
 */
export function fullName({ words }: PageContext, { component, group, parent }: Place): string {
  const own = plainText(words, component.name)
  const channel = parent === undefined ? undefined : plainText(words, parent.name)
  const name = channel === undefined ? own : words.say('page:name.bank', { channel, bank: own })
  const groupName = plainText(words, group.name)
  const within = component.kind === 'function' || name.toLowerCase().includes(groupName.toLowerCase())
  return within ? name : words.say('page:name.channel', { group: groupName, name })
}

/** The same for several, where one bank behind several channels is named once: "充值（港湾银行）". */
export function shortNames(context: PageContext, componentIds: readonly string[]): string[] {
  const { words, snapshot, deps } = context
  return foldNamesakes(componentIds, deps.wallet.components).flatMap((one) => {
    if (typeof one === 'string') return fullNames(context, [one])
    const group = snapshot.groups.find(({ id }) => id === one.groupId)
    const name = plainText(words, one.name)
    return words.say('page:name.channel', { group: plainText(words, group?.name ?? {}), name })
  })
}

/** Full names of those that are still configured, in the order given. */
export function fullNames(context: PageContext, componentIds: readonly string[]): string[] {
  return componentIds.flatMap((id) => {
    const place = context.place(id)
    return place === undefined ? [] : fullName(context, place)
  })
}

/** A component to go to. */
export interface ComponentLink {
  readonly name: string
  readonly href: string
}

export function componentLinks(context: PageContext, componentIds: readonly string[]): ComponentLink[] {
  return componentIds.flatMap((id) => {
    const place = context.place(id)
    if (place === undefined) return []
    return { name: fullName(context, place), href: componentHref(context, id) }
  })
}

export function componentHref({ prefix }: PageContext, componentId: string): string {
  return `${prefix}/components/${encodeURIComponent(componentId)}`
}
