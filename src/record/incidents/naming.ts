import type { Called } from '../../domain/called.ts'
import type { Component } from '../../domain/component.ts'
import { LOCALES, type Locale, type LocalText } from '../../domain/locale.ts'
import { foldParts, type Namesakes, type Siblings } from '../../domain/namesakes.ts'
import type { Texts } from '../../lib/text.ts'
import { createAmountWords } from '../../lib/words/amounts.ts'
import type { WalletMap } from '../wallet-map.ts'

/** How many are named before the rest is counted. */
const MOST_NAMED = 3

export interface Naming {
  /** One component as readers know it: a bank with its channel. */
  nameOf(locale: Locale, id: string): string
  /** Several, as a list in words. */
  listOf(locale: Locale, ids: readonly string[]): string
  /** What fails, as a list in words. */
  scopeOf(locale: Locale, called: readonly Called[]): string
  listAll(ids: readonly string[]): LocalText
}

export function createNaming(texts: Texts, map: WalletMap): Naming {
  const amounts = new Map(LOCALES.map((locale) => [locale, createAmountWords(texts, locale)]))
  const someOf = (locale: Locale, names: readonly string[]): string =>
    amounts.get(locale)?.list(names, MOST_NAMED) ?? names.join(', ')
  const nameOf = (locale: Locale, id: string): string => {
    const component = map.component(id)
    if (component === undefined) return id
    const own = wordsOf(component, locale)
    const whole = component.parentId === undefined ? undefined : map.component(component.parentId)
    if (whole === undefined) return own
    return texts.say(locale, 'incident:name.part', { whole: wordsOf(whole, locale), part: own })
  }
  const groupName = (locale: Locale, groupId: string): string => {
    const group = map.groups.find(({ id }) => id === groupId)
    return group === undefined ? groupId : wordsOf(group, locale)
  }
  const foldedName = (locale: Locale, { groupId, name }: Namesakes): string => {
    return texts.say(locale, 'incident:name.part', {
      whole: groupName(locale, groupId),
      part: wordsOf({ id: groupId, name }, locale),
    })
  }
  const siblingsName = (locale: Locale, { parentId, ids }: Siblings): string => {
    const whole = map.component(parentId)
    const parts = ids.flatMap((id) => map.component(id) ?? []).map((part) => wordsOf(part, locale))
    return texts.say(locale, 'incident:name.part', {
      whole: whole === undefined ? parentId : wordsOf(whole, locale),
      part: someOf(locale, parts),
    })
  }
  const namesOf = (locale: Locale, ids: readonly string[]): string[] =>
    foldParts(ids, map.components).map((one) => {
      if (typeof one === 'string') return nameOf(locale, one)
      return 'parentId' in one ? siblingsName(locale, one) : foldedName(locale, one)
    })
  const listOf = (locale: Locale, ids: readonly string[]): string => someOf(locale, namesOf(locale, ids))
  const scopeOf = (locale: Locale, called: readonly Called[]): string => {
    const wholes = called.flatMap((one) => {
      if (one.kind === 'wallet') return [texts.say(locale, 'page:name.wallet')]
      if (one.kind === 'component') return []
      return [texts.say(locale, 'page:name.group', { group: groupName(locale, one.groupId) })]
    })
    const single = called.flatMap((one) => (one.kind === 'component' ? [one.componentId] : []))
    return someOf(locale, [...wholes, ...namesOf(locale, single)])
  }
  return {
    nameOf,
    listOf,
    scopeOf,
    listAll: (ids) => Object.fromEntries(LOCALES.map((locale) => [locale, listOf(locale, ids)])),
  }
}

function wordsOf({ name, id }: Pick<Component, 'name' | 'id'>, locale: Locale): string {
  return name[locale] ?? name['zh-CN'] ?? name.en ?? id
}
