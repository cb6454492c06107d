import { askOnce, type Hop, type HopAnswer } from './ask-once.ts'
import { startDeadline } from './deadline.ts'
import { guardedConnect, type Lookup } from './guarded-connect.ts'
import { createLanes } from './lanes.ts'
import { createNameLookup } from './name-lookup.ts'
import { OutboundError } from './outbound-error.ts'
import { createAddressGate } from './public-address.ts'
import { isSameParty, MAX_REDIRECTS, redirectOf } from './redirects.ts'
import { refusalOf } from './refuse-url.ts'
import type { OutboundRules } from './rules.ts'

export interface OutboundRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly signal?: AbortSignal
}

export interface OutboundAnswer {
  readonly status: number
  /** Names in lower case; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  /** At most `maxBodyBytes` of it, read as UTF-8. */
  readonly body: string
  /** From the first thing done until the last byte read, ms. */
  readonly durationMs?: number
}

/**
 * The guarded client: only public addresses are reached, checked when connecting and after every redirect. Connections
 * are kept for the next request to the same origin; a kept one was checked when it was made.
 *
 * Probes do not use it (`src/probe/exchange/`): their addresses come from operators, point inwards by right, and an honest
 * look opens a connection of its own.
 */
export interface Outbound {
  /** Throws OutboundError where no answer came; any status is an answer. */
  request(asked: OutboundRequest): Promise<OutboundAnswer>
  /** Resolves when the exchanges under way are over, which their deadlines see to. */
  close(): Promise<void>
}

/** `lookup` answers every address of a name; the machine's name servers unless said. Throws where a block of `allow` is none. */
export function createOutbound(
  rules: OutboundRules,
  { lookup = createNameLookup() }: { readonly lookup?: Lookup } = {},
): Outbound {
  const isReachable = createAddressGate(rules.allow)
  const lanes = createLanes(guardedConnect({ isReachable, lookup, timeoutMs: rules.timeoutMs }))

  function admitted(url: URL | null): URL {
    if (url !== null && refusalOf(url, rules, isReachable) === undefined) return url
    throw new OutboundError('refused_url', { host: url?.hostname ?? '' })
  }

  async function follow(first: Hop, signal: AbortSignal): Promise<HopAnswer> {
    for (let hop = first, hops = 0; ; hops += 1) {
      const { url } = hop
      const answer = await lanes.run(url.origin, (pool) => askOnce(pool, hop, signal))
      const location = redirectOf(answer)
      if (location === undefined) return answer
      const target = admitted(URL.parse(location, url.href))
      if (!isSameParty(url, target)) return answer
      if (hops === MAX_REDIRECTS) throw new OutboundError('redirects', { host: url.hostname })
      hop = { ...hop, url: target }
    }
  }

  return {
    async request({ method, url: given, headers = {}, body, signal }) {
      const began = performance.now()
      const url = admitted(URL.parse(given))
      const deadline = startDeadline(url.hostname, rules.timeoutMs, signal)
      try {
        const hop = { method, url, headers, body, maxBodyBytes: rules.maxBodyBytes }
        const answer = await deadline.keep(follow(hop, deadline.signal))
        return { ...answer, durationMs: performance.now() - began }
      } finally {
        deadline.clear()
      }
    },
    close: () => lanes.close(),
  }
}
