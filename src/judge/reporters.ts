/** One reporter as they are weighed, by what stands for their connection, its block and its network. */
export interface Reporter {
  readonly sender: string
  readonly block: string
  readonly net: string
}

/**
 * What a whole block and a whole network can weigh at most, however many speak from it: who owns a /24, a /48 or a whole
 * provider's network is still one somebody.
 */
const MOST_OF_BLOCK = 3
const MOST_OF_NET = 4

/**
 * How many unlike people reporters are worth. The first of a block or network counts in full and every further one for
 * less, up to a bound; so one network stays below 4 whatever it does, and readers spread over a country count nearly
 * one by one. A reporter who stands there twice counts once.
 */
export function weighReporters(reporters: Iterable<Reporter>): number {
  const nets = new Map<string, Map<string, Set<string>>>()
  for (const { sender, block, net } of reporters) {
    const blocks = getOr(nets, net, () => new Map<string, Set<string>>())
    getOr(blocks, block, () => new Set<string>()).add(sender)
  }
  let weight = 0
  for (const blocks of nets.values()) {
    let ofNet = 0
    for (const senders of blocks.values()) ofNet += fading(senders.size, MOST_OF_BLOCK)
    weight += fading(ofNet, MOST_OF_NET)
  }
  return weight
}

/** 1 for one, then less and less for each more, never quite `most`. */
function fading(count: number, most: number): number {
  return count === 0 ? 0 : (most * count) / (count + most - 1)
}

function getOr<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key) ?? make()
  map.set(key, known)
  return known
}
