import { isIP } from 'node:net'

import { askOnce, type Hop, type HopAnswer } from './ask-once.ts'
import { startDeadline } from './deadline.ts'
import { guardedConnect } from './guarded-connect.ts'
import { createLanes } from './lanes.ts'
import { OutboundError } from './outbound-error.ts'
import { createAddressGate, type AddressGate } from './public-address.ts'
import { isSameParty, MAX_REDIRECTS, redirectOf } from './redirects.ts'
import { boundedResolve, resolveBySystem, type Resolve } from './resolve.ts'

/** What may be reached of the addresses that strangers give us. */
export interface OutboundRules {
  /** Ports that may be asked, such as [80, 443, 8080, 8443]. */
  readonly ports: readonly number[]
  /** CIDR blocks that are opened though they are not public: for tests and inner networks. */
  readonly allow: readonly string[]
  /** For the whole exchange, redirects included, ms. */
  readonly timeoutMs: number
  /** Of an answer's body at most so much is read, bytes; the rest is let go. */
  readonly maxBodyBytes: number
}

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

/**
 * Why an address is not even tried:
 *
 * - `host`: a name that no public host has: localhost, a single word, `.internal`, or one with a dot at its end.
 * - `private_address`: a numeric address that is not public, however it is spelt.
 */
export type UrlRefusal = 'not_a_url' | 'scheme' | 'credentials' | 'port' | 'host' | 'private_address'

/**
 * Refuses an address before anything is stored or asked; undefined where it may be tried. What its name stands for is
 * checked when connecting. Throws where a block of `allow` is none.
 */
export function refuseUrl(
  url: string,
  rules: Pick<OutboundRules, 'ports' | 'allow'>,
): UrlRefusal | undefined {
  return refusalOf(URL.parse(url), rules, createAddressGate(rules.allow))
}

/** `resolve` answers every address of a name; the system's resolver unless said. Throws where a block of `allow` is none. */
export function createOutbound(
  rules: OutboundRules,
  { resolve = resolveBySystem }: { readonly resolve?: Resolve } = {},
): Outbound {
  const isReachable = createAddressGate(rules.allow)
  const { timeoutMs } = rules
  const bounded = boundedResolve(resolve, timeoutMs)
  const lanes = createLanes(guardedConnect({ isReachable, resolve: bounded, timeoutMs }))

  function admitted(url: URL | null): URL {
    if (url !== null && refusalOf(url, rules, isReachable) === undefined) return url
    throw new OutboundError('refused_url', url === null ? {} : { host: url.hostname })
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

/** Names for inner use: RFC 6761 (localhost), RFC 6762 (local), RFC 8375 (home.arpa), ICANN's resolution 2024.07.29.06 (internal). */
const INNER_NAME = /(^|\.)(localhost|local|internal|home\.arpa)$|^[^.]+$/

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }

function refusalOf(
  url: URL | null,
  { ports, allow }: Pick<OutboundRules, 'ports' | 'allow'>,
  isReachable: AddressGate,
): UrlRefusal | undefined {
  if (url === null) return 'not_a_url'
  const defaultPort = DEFAULT_PORTS[url.protocol]
  if (defaultPort === undefined) return 'scheme'
  if (url.username !== '' || url.password !== '') return 'credentials'
  if (!ports.includes(url.port === '' ? defaultPort : Number(url.port))) return 'port'
  // The parser has already made four decimal numbers of every other spelling of IPv4 (https://url.spec.whatwg.org).
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host) !== 0) return isReachable(host) ? undefined : 'private_address'
  if (host.endsWith('.')) return 'host'
  // Who opens inner addresses may name them, too; what else a name stands for is refused when connecting.
  return allow.length === 0 && INNER_NAME.test(host) ? 'host' : undefined
}
