import type { Component } from '../../domain/component.ts'
import type { Wallet } from '../../domain/wallet.ts'
import type { Db } from '../../store/open.ts'
import type { InputProblem } from './record-error.ts'

/** What the verbs of people's words work with. */
export interface Desk {
  readonly db: Db
  readonly wallet: Wallet
}

/** Finds components by id; those that do not exist join the problems, `path` saying where the nth stands. */
export function componentsNamed(
  { wallet }: Desk,
  ids: readonly string[],
  { path, problems }: { readonly path: (index: number) => string; readonly problems: InputProblem[] },
): Component[] {
  const byId = new Map(wallet.components.map((component) => [component.id, component]))
  return ids.flatMap((id, index) => {
    const found = byId.get(id)
    if (found !== undefined) return [found]
    problems.push({
      path: path(index),
      message: `found "${id}", expected the id of a component in the configuration`,
    })
    return []
  })
}
