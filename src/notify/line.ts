import type { Claimed } from './claim.ts'

/** Letters that were claimed and have not begun, first come first. */
export interface Line {
  readonly length: number
  add(letters: readonly Claimed[]): void
  letters(): Claimed[]
  clear(): void
  /** Takes out the first one that has a place at its origin; undefined where none has. */
  begin(): Begun | undefined
  /** Origins without a place whose letters are not in line: there is no use in claiming any for now. */
  busy(): string[]
}

export interface Begun {
  readonly letter: Claimed
  /** Gives its place to the next one. */
  end(): void
}

/**
 * A line in which letters go before those that wait for a place at their own origin, of which each has `perOrigin`; in which
 * all go by turns where that is not said.
 */
export function createLine(perOrigin = Infinity): Line {
  const waiting: { readonly letter: Claimed; readonly origin: string }[] = []
  const taken = new Map<string, number>()

  /** An operator's address stands in the configuration and what stands for it here has no origin: it waits for nobody. */
  const originOf = ({ subscriber }: Claimed): string =>
    perOrigin === Infinity ? '' : (URL.parse(subscriber.address)?.origin ?? '')

  const isFull = (origin: string): boolean => origin !== '' && (taken.get(origin) ?? 0) >= perOrigin

  const take = (origin: string): void => void taken.set(origin, (taken.get(origin) ?? 0) + 1)

  const free = (origin: string): void => {
    const left = (taken.get(origin) ?? 0) - 1
    if (left > 0) taken.set(origin, left)
    else taken.delete(origin)
  }

  return {
    get length() {
      return waiting.length
    },
    add: (letters) => void waiting.push(...letters.map((letter) => ({ letter, origin: originOf(letter) }))),
    letters: () => waiting.map(({ letter }) => letter),
    clear: () => void waiting.splice(0),
    begin() {
      const at = waiting.findIndex(({ origin }) => !isFull(origin))
      const [next] = at === -1 ? [] : waiting.splice(at, 1)
      if (next === undefined) return undefined
      const { letter, origin } = next
      take(origin)
      return { letter, end: () => free(origin) }
    },
    busy() {
      const inLine = new Set(waiting.map(({ origin }) => origin))
      return [...taken.keys()].filter((origin) => isFull(origin) && !inLine.has(origin))
    },
  }
}
