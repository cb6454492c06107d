import type { Clock } from '../../lib/clock.ts'
import { prefixOfAddress } from './address-prefix.ts'
import { createWindows } from './windows.ts'

/**
 * How often anybody may ask for something to be sent, by where on the network the request came from: counts one more, and
 * says how long to wait, ms, if that is one too many.
 */
type AskingPace = (address: string) => number | undefined

interface Bound {
  readonly most: number
  readonly withinMs: number
}

/**
 * Soft, since in China thousands of phones may share an address: beyond these somebody plays with the form. What reaches
 * an address, in whatever spelling, is bounded where it is recorded.
 */
const NEAR: Bound = { most: 30, withinMs: 10 * 60_000 }
const WIDE: Bound = { most: 150, withinMs: 10 * 60_000 }
const BLOCK: Bound = { most: 300, withinMs: 10 * 60_000 }
/** A provider's network holds millions of people, and is all that somebody with a network of their own can fill. */
const NET: Bound = { most: 20_000, withinMs: 10 * 60_000 }

export function createAskingPace(clock: Clock): AskingPace {
  const countOne = createWindows()
  const waitFor = (key: string, { most, withinMs }: Bound): number => {
    const now = clock()
    const { count, endsAt } = countOne(key, withinMs, now)
    return count > most ? endsAt - now : 0
  }
  return (address) => {
    const { near, wide, block, net } = prefixOfAddress(address)
    const waits = [
      waitFor(`near ${near}`, NEAR),
      waitFor(`wide ${wide}`, WIDE),
      waitFor(`block ${block}`, BLOCK),
      waitFor(`net ${net}`, NET),
    ]
    return Math.max(...waits) || undefined
  }
}
