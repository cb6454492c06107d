import { createHash, randomBytes } from 'node:crypto'

import type { Clock } from '../../lib/clock.ts'
import { prefixOfAddress } from './address-prefix.ts'
import { createWindows } from './windows.ts'

/** What is known of where a request came from: enough to gather what comes in floods, too little to find anybody. */
export interface Crowd {
  /** The same for all of one block of addresses on one day; random, so that no address follows from it. */
  readonly crowd: string
  /** More came from there lately than from one household. */
  readonly busy: boolean
}

/** So many from one connection, or from the blocks around it, are still told one by one. */
const NEAR = 5
const WIDE = 15
const BLOCK = 30
const WITHIN_MS = 600_000
const DAY_MS = 86_400_000

/** Counts requests by where they came from. It refuses nobody: what is too much is only handled in another way. */
export function createCrowds(clock: Clock): (address: string) => Crowd {
  const countOne = createWindows()
  const count = (key: string, now: number): number => countOne(key, WITHIN_MS, now).count
  let salt = { day: -1, bytes: Buffer.alloc(0) }

  return (address) => {
    const now = clock()
    const day = Math.floor(now / DAY_MS)
    // Kept in memory alone and forgotten with the day: whoever reads the database cannot try addresses out.
    if (salt.day !== day) salt = { day, bytes: randomBytes(32) }
    const { near, wide, block } = prefixOfAddress(address)
    const shares = [
      count(`near ${near}`, now) / NEAR,
      count(`wide ${wide}`, now) / WIDE,
      count(`block ${block}`, now) / BLOCK,
    ]
    const busy = Math.max(...shares) > 1
    const crowd = createHash('sha256').update(salt.bytes).update(block).digest('base64url').slice(0, 16)
    return { crowd, busy }
  }
}
