/**
 * Changes to a map that take effect only when they are committed: what is judged within a transaction must be
 * forgotten when the transaction fails, so that the same batch can be handed in again.
 */
export interface Overlay<Key, Value> {
  get(key: Key): Value | undefined
  set(key: Key, value: Value): void
  commit(): void
}

export function createOverlay<Key, Value>(base: Map<Key, Value>): Overlay<Key, Value> {
  const changed = new Map<Key, Value>()
  return {
    get: (key) => changed.get(key) ?? base.get(key),
    set: (key, value) => void changed.set(key, value),
    commit() {
      for (const [key, value] of changed) base.set(key, value)
      changed.clear()
    },
  }
}
