/** A source of numbers from 0 up to 1 that always gives the same ones for the same seed. */
export type Random = () => number

/**
 * Mulberry32 (Tommy Ettinger, 2017): small, fast and even enough for pictures. Each purpose has a stream of its own,
 * so that one more component does not shuffle the others' past.
 */
export function randomOf(seed: number, purpose: string): Random {
  let state = (seed ^ fnv1a(purpose)) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low)
}

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}
