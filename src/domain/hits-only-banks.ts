import type { Component } from './component.ts'
import type { State } from './state.ts'

/** A component that an incident hit. */
interface Hit extends Pick<Component, 'id' | 'kind'> {
  /** Of a bank: its channel. */
  readonly parentId?: string
  readonly worst: State
}

/**
 * Whether the trouble lies at banks alone: a channel that still works comes along with a bank of its own. Several banks of one
 * channel at a time are hardly all at fault; what they share is looked for upstream.
 */
export function hitsOnlyBanks(hits: readonly (Hit | undefined)[]): boolean {
  const banks = hits.filter((one) => one?.kind === 'bank')
  const channels = banks.flatMap((one) => one?.parentId ?? [])
  return (
    banks.length > 0 &&
    new Set(channels).size === channels.length &&
    hits.every(
      (one) =>
        one?.kind === 'bank' ||
        (one?.kind === 'channel' && one.worst !== 'major_outage' && channels.includes(one.id)),
    )
  )
}
