import { calledBy } from '../../domain/called.ts'
import type { Component, ComponentGroup } from '../../domain/component.ts'
import { foldParts } from '../../domain/namesakes.ts'
import { namedComponents } from '../../domain/named-components.ts'
import type { State } from '../../domain/state.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { plainText } from './local-text.ts'
import type { Words } from './words.ts'

/** A component that fails, and how badly. */
export interface Hit {
  readonly componentId: string
  readonly worst: State
}

/** A component, the group it stands in and, for a bank, the channel it is a part of: as much as naming it needs. */
export interface NamedPlace {
  readonly component: Pick<Component, 'name' | 'kind'>
  readonly group: Pick<ComponentGroup, 'name'>
  readonly parent?: Pick<Component, 'name'>
}

/**
 * A component's name as a sentence needs it: "借记卡" alone says little, "充值（借记卡）" does. A bank carries its
 * channel. Functions stand for themselves.
 */
export function componentName(words: Words, { component, group, parent }: NamedPlace): string {
  const own = plainText(words, component.name)
  const channel = parent === undefined ? undefined : plainText(words, parent.name)
  const name = channel === undefined ? own : words.say('page:name.bank', { channel, bank: own })
  const groupName = plainText(words, group.name)
  const within = component.kind === 'function' || name.toLowerCase().includes(groupName.toLowerCase())
  return within ? name : words.say('page:name.channel', { group: groupName, name })
}

/** More banks of one channel than these are counted. */
const MOST_BANKS = 3

/**
 * The same for several, where one bank behind several channels is named once, "充值（港湾银行）", and so is one channel
 * of several banks, "借记卡充值 · 港湾银行和枫叶银行".
 */
export function componentNames(
  words: Words,
  componentIds: readonly string[],
  { wallet, place }: { readonly wallet: NamedWallet; place(id: string): NamedPlace | undefined },
): string[] {
  return foldParts(componentIds, wallet.components).flatMap((one) => {
    if (typeof one === 'string') {
      const found = place(one)
      return found === undefined ? [] : componentName(words, found)
    }
    if ('parentId' in one) {
      const places = one.ids.flatMap((id) => place(id) ?? [])
      const [first] = places
      if (first === undefined) return []
      const banks = words.list(
        places.map(({ component }) => plainText(words, component.name)),
        MOST_BANKS,
      )
      return componentName(words, {
        ...first,
        component: { ...first.component, name: { [words.locale]: banks } },
      })
    }
    const group = wallet.groups.find(({ id }) => id === one.groupId)
    const name = plainText(words, one.name)
    return words.say('page:name.channel', { group: plainText(words, group?.name ?? {}), name })
  })
}

/**
 * What fails, as readers are told: the whole wallet or whole groups of it in one word, otherwise what matters most first. `hits` name a whole
 * or its parts, not both.
 */
export function calledNames(
  words: Words,
  hits: readonly Hit[],
  at: { readonly wallet: NamedWallet; place(id: string): NamedPlace | undefined },
): string[] {
  const called = calledBy(at.wallet.components, hits)
  const groupName = (groupId: string) => at.wallet.groups.find(({ id }) => id === groupId)?.name ?? {}
  const wholes = called.flatMap((one) => {
    if (one.kind === 'wallet') return [words.say('page:name.wallet')]
    if (one.kind === 'component') return []
    return [words.say('page:name.group', { group: plainText(words, groupName(one.groupId)) })]
  })
  const single = called.flatMap((one) => (one.kind === 'component' ? [one.componentId] : []))
  return [...wholes, ...componentNames(words, single, at)]
}

/** The same of all that an incident hit, a channel and its banks said once. */
export function incidentNames(
  words: Words,
  hits: readonly Hit[],
  at: {
    readonly wallet: NamedWallet & Pick<Wallet, 'upstreamShare'>
    place(id: string): NamedPlace | undefined
  },
): string[] {
  const { components, upstreamShare } = at.wallet
  const parts = Map.groupBy(components, ({ parentId }) => parentId)
  const partsOf = (id: string) => parts.get(id) ?? []
  const named = new Set(namedComponents({ components, partsOf, upstreamShare }, hits))
  return calledNames(
    words,
    hits.filter(({ componentId }) => named.has(componentId)),
    at,
  )
}

type NamedWallet = Pick<Wallet, 'components' | 'groups'>
