/**
 * The bound of an LRU cache, in entries, that is nearly empty on most days: with `max` lru-cache sets room for all apart at
 * once, 0.4 MB for 20,000.
 */
export function growingTo(most: number): {
  readonly maxSize: number
  readonly sizeCalculation: () => number
} {
  return { maxSize: most, sizeCalculation: () => 1 }
}
