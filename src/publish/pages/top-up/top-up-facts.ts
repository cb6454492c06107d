import type { Component } from '../../../domain/component.ts'
import { LOCALES } from '../../../domain/locale.ts'
import type { State } from '../../../domain/state.ts'
import type { AccountClass } from '../../../domain/top-up.ts'
import type { NamedBank } from '../../../help/top-up/find-bank.ts'
import { termsInForce } from '../../../help/top-up/terms-in-force.ts'
import type { Way, Window } from '../../../help/top-up/ways.ts'
import type { TopUpFigures } from '../../readers/read-top-up.ts'
import { maintenancesSoon } from '../maintenances-soon.ts'
import type { PageContext } from '../page-context.ts'

export type Figures = ReadonlyMap<string, TopUpFigures>

/** Fewer credits than this tell nothing of what is usual. */
export const FEWEST_CREDITS = 5

/** Every way to top up, banks in place of the channels that have them, in the configuration's order. */
export function waysOf(context: PageContext, figures: Figures, accountClass?: AccountClass): Way[] {
  const { wallet } = context.deps
  const day = context.words.dayKey(context.now)
  const keys = new Map(
    banksOf(context).flatMap(({ key, componentIds }) => componentIds.map((id) => [id, key])),
  )
  return channelsOf(context).flatMap((channel) => {
    const banks = partsOf(context, channel.id)
    return (banks.length === 0 ? [channel] : banks).map((component): Way => {
      const bankId = component === channel ? undefined : component.id
      const bank = bankId === undefined ? undefined : keys.get(bankId)
      const terms = termsInForce(
        wallet.topUp.terms,
        { channelId: channel.id, ...(bankId && { bankId }), ...(accountClass && { accountClass }) },
        day,
      )
      const { credit, quote } = figures.get(component.id) ?? {}
      return {
        componentId: component.id,
        channelId: channel.id,
        ...stateOf(context, component),
        windows: windowsOf(context, component),
        ...(bank !== undefined && { bank }),
        ...(terms && { terms }),
        ...(quote && { quote }),
        ...(credit && credit.samples >= FEWEST_CREDITS && { usualMs: credit.p50Ms }),
      }
    })
  })
}

export function channelsOf({ deps }: PageContext): Component[] {
  return deps.wallet.components.filter(({ kind }) => kind === 'channel')
}

export function partsOf({ deps }: PageContext, channelId: string): Component[] {
  return deps.wallet.components.filter(({ parentId }) => parentId === channelId)
}

/** Banks of all channels: one that bears the same name in several is one bank. */
export function banksOf({ deps }: PageContext): NamedBank[] {
  const { components, topUp } = deps.wallet
  const parts = components.filter(({ kind, parentId }) => kind === 'bank' && parentId !== undefined)
  return [...Map.groupBy(parts, likeness).values()].flatMap((alike) => {
    const [first] = alike
    if (first === undefined) return []
    const componentIds = alike.map(({ id }) => id)
    const further = topUp.bankNames.filter(({ bankId }) => componentIds.includes(bankId))
    const own = LOCALES.flatMap((locale) => first.name[locale] ?? [])
    return { key: first.id, componentIds, names: [...own, ...further.flatMap(({ names }) => names)] }
  })
}

/** Planned work on a component, its channel or what it needs, soonest first; what is over is not among them. */
export function windowsOf(context: PageContext, component: Component): Window[] {
  const { components } = context.deps.wallet
  const { id, parentId, dependsOn } = component
  const bearing = new Set([id, parentId, ...dependsOn, ...neededBy(components, parentId)])
  return maintenancesSoon(context)
    .filter(({ componentIds }) => componentIds.some((one) => bearing.has(one)))
    .map(({ startsAt, endsAt }) => ({ fromAt: startsAt, toAt: endsAt }))
}

/**
 * How a way is, since when. A bank is no better than its channel as a whole, nor than the network both need, where these are out, and
 * is so since they are.
 */
function stateOf(
  { deps, place }: PageContext,
  { id, parentId, dependsOn }: Component,
): Pick<Way, 'state' | 'sinceAt'> {
  const found = [id, parentId, ...dependsOn, ...neededBy(deps.wallet.components, parentId)].map((one) =>
    one === undefined ? undefined : place(one)?.component,
  )
  const stops: readonly State[] = ['major_outage', 'maintenance']
  const [stopped] = stops.flatMap((stop) => found.find((one) => one?.state === stop) ?? [])
  const { state = 'unknown', sinceAt } = stopped ?? found[0] ?? {}
  return { state, ...(sinceAt !== undefined && { sinceAt }) }
}

function neededBy(components: readonly Component[], id: string | undefined): readonly string[] {
  return components.find((one) => one.id === id)?.dependsOn ?? []
}

function likeness({ name }: Component): string {
  return JSON.stringify(LOCALES.map((locale) => name[locale]))
}
