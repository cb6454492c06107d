import { LRUCache } from 'lru-cache'

import { growingTo } from '../../lib/growing-to.ts'

/** What was counted since the first of it. */
interface Window {
  readonly endsAt: number
  readonly count: number
}

/** Keys remembered at a time; each takes some hundred bytes. */
const KEPT = 20_000

/** Counts one more for a key, in a window that its first one opens, and says how many that makes and when it ends, epoch ms. */
export type CountOne = (key: string, withinMs: number, now: number) => Window

export function createWindows(): CountOne {
  const windows = new LRUCache<string, Window>(growingTo(KEPT))
  return (key, withinMs, now) => {
    const known = windows.get(key)
    const isOpen = known !== undefined && known.endsAt > now
    const window = isOpen ? { ...known, count: known.count + 1 } : { endsAt: now + withinMs, count: 1 }
    windows.set(key, window)
    return window
  }
}
