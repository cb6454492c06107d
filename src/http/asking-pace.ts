import { LRUCache } from 'lru-cache'

import type { Clock } from '../lib/clock.ts'
import { prefixOfAddress } from './address-prefix.ts'

/** How often anybody may ask for something to be sent. Each counts one more, and says how long to wait, ms, if that is one too many. */
export interface AskingPace {
  /** By where on the network the request came from. */
  place(address: string): number | undefined
  /** By where it is to be sent, known or not, in whatever spelling. */
  target(recipient: string): number | undefined
}

interface Bound {
  readonly most: number
  readonly withinMs: number
}

/**
 * Soft, since in China thousands of phones may share an address: beyond these somebody plays with the form. What reaches
 * an address as it is spelled is bounded by itself.
 */
const NEAR: Bound = { most: 30, withinMs: 10 * 60_000 }
const WIDE: Bound = { most: 150, withinMs: 10 * 60_000 }
/** One mailbox can be spelled in thousands of ways. */
const TARGET: Bound = { most: 12, withinMs: 24 * 3_600_000 }
/** Things remembered at a time; each takes some hundred bytes. */
const KEPT = 20_000

export function createAskingPace(clock: Clock): AskingPace {
  const windows = new LRUCache<string, { readonly endsAt: number; readonly count: number }>({ max: KEPT })
  const waitFor = (key: string, { most, withinMs }: Bound): number => {
    const now = clock()
    const known = windows.get(key)
    const before = known !== undefined && known.endsAt > now ? known : { endsAt: now + withinMs, count: 0 }
    const window = { ...before, count: before.count + 1 }
    windows.set(key, window)
    return window.count > most ? window.endsAt - now : 0
  }
  return {
    place(address) {
      const { near, wide } = prefixOfAddress(address)
      return Math.max(waitFor(`near ${near}`, NEAR), waitFor(`wide ${wide}`, WIDE)) || undefined
    },
    target: (recipient) => waitFor(`target ${spelling(recipient)}`, TARGET) || undefined,
  }
}

/** Most mail servers take capitals for small letters, and what follows a plus for nothing. */
function spelling(recipient: string): string {
  return recipient
    .trim()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\+[^@]*@/, '@')
}
