import { lookup } from 'node:dns/promises'

import pLimit from 'p-limit'

/** All addresses of a name. Rejects where there is none. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>

export interface ResolvedAddress {
  readonly address: string
  readonly family: number
}

/** The system's way, so that the hosts file and the machine's own settings count. */
export const resolveBySystem: Resolve = (host) => lookup(host, { all: true })

/** The system's look-ups hold a thread each, of four that files and compression need as well. */
const AT_ONCE = 2

/**
 * Bounds what names that answer slowly, or never, can take from everybody else: a few look-ups at a time, one for each
 * name, and none that nobody waits for any more, which is so after `patienceMs`.
 */
export function boundedResolve(resolve: Resolve, patienceMs: number): Resolve {
  const limit = pLimit(AT_ONCE)
  const underWay = new Map<string, ReturnType<Resolve>>()

  async function look(host: string, askedAt: number): ReturnType<Resolve> {
    if (performance.now() - askedAt > patienceMs) throw new Error('nobody waits for this name any more')
    return resolve(host)
  }

  return (host) => {
    const shared = underWay.get(host)
    if (shared !== undefined) return shared
    const looking = limit(look, host, performance.now()).finally(() => underWay.delete(host))
    underWay.set(host, looking)
    return looking
  }
}
