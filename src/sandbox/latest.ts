/** The latest of something, at most so many; what came before them is forgotten. */
export interface Latest<T> {
  /** Keeps one; answers the id it is found by. */
  keep(one: T): string
  find(id: string): T | undefined
  newestFirst(): readonly Kept<T>[]
}

interface Kept<T> {
  readonly id: string
  readonly one: T
}

/** `limit` is how many are kept, at least 1. */
export function createLatest<T>(limit: number): Latest<T> {
  const kept = new Map<string, T>()
  let count = 0
  return {
    keep(one) {
      count += 1
      const id = String(count)
      kept.set(id, one)
      kept.delete(String(count - limit))
      return id
    },
    find: (id) => kept.get(id),
    newestFirst: () => [...kept].map(([id, one]) => ({ id, one })).toReversed(),
  }
}
