import path from 'node:path'

import { loadConfig } from '../../src/config/load.ts'
import type { Locale } from '../../src/domain/locale.ts'
import type { State } from '../../src/domain/state.ts'
import type { PublicComponent, Snapshot } from '../../src/publish/snapshot/snapshot.ts'
import { render } from './render.ts'
import { samplePages } from './sample-pages.ts'
import { sampleSnapshot } from './sample-snapshot.ts'

const { wallet, articles } = loadConfig(path.join(import.meta.dirname, '../../data/wallet.yaml'), {})

/** The articles that come with the project. */
export const SHIPPED_ARTICLES = articles

export const SHIPPED_WALLET = wallet

const pages = samplePages({ wallet, articles })

/** The shipped wallet with these components in these states, and all others well. */
export function walletWith(states: Readonly<Record<string, State>>): Snapshot {
  const calm = sampleSnapshot('calm', wallet)
  const changed = (one: PublicComponent): PublicComponent => ({
    ...one,
    state: states[one.id] ?? one.state,
    ...(states[one.id] !== undefined && { sinceAt: calm.builtAt - 26 * 60_000 }),
    parts: one.parts.map(changed),
  })
  const groups = calm.groups.map((group) => ({ ...group, components: group.components.map(changed) }))
  return { ...calm, groups }
}

/** A shipped article as it is read while these components are in these states. */
export async function shippedArticle(
  id: string,
  {
    states = {},
    locale = 'zh-CN',
    snapshot = walletWith(states),
  }: {
    readonly states?: Readonly<Record<string, State>>
    readonly locale?: Locale
    readonly snapshot?: Snapshot
  } = {},
): Promise<string> {
  return (await render('help-article', { params: { id }, locale, snapshot, pages })).body
}

/** Where help begins, over the shipped wallet. */
export async function shippedHelp(
  locale: Locale,
  states: Readonly<Record<string, State>> = {},
): Promise<string> {
  return (await render('help', { locale, snapshot: walletWith(states), pages })).body
}

/** The snapshot of a day on which most of the wallet is down and an incident says so. */
export function walletDown(): Snapshot {
  return sampleSnapshot('walletDown', wallet)
}
