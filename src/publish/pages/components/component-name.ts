import { calledNames, componentName, componentNames, type Hit } from '../../../lib/words/component-names.ts'
import type { PageContext, Place } from '../page-context.ts'

/** A component's name as a sentence needs it. */
export function fullName({ words }: PageContext, place: Place): string {
  return componentName(words, place)
}

/** The same for several, where one bank behind several channels is named once: "充值（港湾银行）". */
export function shortNames({ words, place, deps }: PageContext, componentIds: readonly string[]): string[] {
  return componentNames(words, componentIds, { wallet: deps.wallet, place })
}

/** What fails, in as few words as are true: the whole wallet, whole groups, or what matters most first. */
export function shortCalled({ words, place, deps }: PageContext, hits: readonly Hit[]): string[] {
  return calledNames(words, hits, { wallet: deps.wallet, place })
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
