import { LRUCache } from 'lru-cache'

import type { Clock } from '../lib/clock.ts'
import { prefixOfAddress } from './address-prefix.ts'

/** Counts one more; how long to wait, ms, where it was one too many. */
export type AskingPace = (address: string) => number | undefined

const WINDOW_MS = 10 * 60_000
/**
 * Soft, since in China thousands of phones may share an address: beyond these somebody plays with the form. What reaches
 * a mailbox is bounded by itself.
 */
const MOST_NEAR = 30
const MOST_WIDE = 150
/** Blocks remembered at a time; each takes some hundred bytes. */
const KEPT = 20_000

/** How often one place on the network may ask for something to be sent. Reading is never counted. */
export function createAskingPace(clock: Clock): AskingPace {
  const windows = new LRUCache<string, { readonly endsAt: number; count: number }>({ max: KEPT })
  const count = (key: string, most: number, now: number): number => {
    const known = windows.get(key)
    const window = known === undefined || known.endsAt <= now ? { endsAt: now + WINDOW_MS, count: 0 } : known
    window.count += 1
    windows.set(key, window)
    return window.count > most ? window.endsAt - now : 0
  }
  return (address) => {
    const now = clock()
    const { near, wide } = prefixOfAddress(address)
    const waitMs = Math.max(count(`near ${near}`, MOST_NEAR, now), count(`wide ${wide}`, MOST_WIDE, now))
    return waitMs === 0 ? undefined : waitMs
  }
}
