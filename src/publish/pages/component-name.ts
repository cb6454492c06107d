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
