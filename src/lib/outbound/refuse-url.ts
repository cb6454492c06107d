import { isIP } from 'node:net'

import type { OutboundRules } from './rules.ts'
import { createAddressGate, type AddressGate } from './public-address.ts'

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

/** Names for inner use: RFC 6761 (localhost), RFC 6762 (local), RFC 8375 (home.arpa), and what ICANN keeps back (internal). */
const INNER_NAME = /(^|\.)(localhost|local|internal|home\.arpa)$|^[^.]+$/

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }

/** The same for one who keeps the gate of its rules. */
export function refusalOf(
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
