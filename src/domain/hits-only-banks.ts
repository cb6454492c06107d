import type { Component } from './component.ts'
import type { State } from './state.ts'
import { failTogether } from './together.ts'

interface Hit {
  readonly componentId: string
  /** How bad it is, or was at worst. */
  readonly worst: State
}

interface Parts {
  readonly components: readonly Pick<Component, 'id' | 'kind' | 'parentId'>[]
  readonly upstreamShare: number
}

/**
 * "Is it the banks, or you?" Whether the trouble lies at banks alone: a channel that still works comes along with a bank of
 * its own. Where most of a channel's banks fail together, what they share is at fault, and that is ours to mend.
 */
export function hitsOnlyBanks(hits: readonly Hit[], { components, upstreamShare }: Parts): boolean {
  const worst = new Map(hits.map((one) => [one.componentId, one.worst]))
  const hit = components.filter(({ id }) => worst.has(id))
  const failing = Map.groupBy(
    hit.filter(({ kind }) => kind === 'bank'),
    ({ parentId }) => parentId,
  )
  const mostFail = [...failing].some(([channelId, banks]) => {
    const all = components.filter(({ parentId }) => parentId === channelId)
    return channelId !== undefined && failTogether({ failing: banks.length, all: all.length }, upstreamShare)
  })
  return (
    failing.size > 0 &&
    !mostFail &&
    // What is configured no longer is not known to be a bank.
    hit.length === worst.size &&
    hit.every(
      ({ id, kind }) =>
        kind === 'bank' || (kind === 'channel' && worst.get(id) !== 'major_outage' && failing.has(id)),
    )
  )
}
