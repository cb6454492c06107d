import ipaddr from 'ipaddr.js'

import type { ReportOrigin } from '../../domain/report.ts'

/**
 * What stands for whoever asks, in steps that grow wider: `near` is one connection as providers hand them out (an IPv4 address, an
 * IPv6 /64), `wide` and `block` what a customer may have of them (/24; /56 and /48), in which somebody could walk on, `net` a provider's own (/16, /32).
 */
export interface AddressPrefix extends ReportOrigin {
  readonly wide: string
}

const BYTES = {
  ipv4: { near: 4, wide: 3, block: 3, net: 2 },
  ipv6: { near: 8, wide: 7, block: 6, net: 4 },
} as const

/** An IPv4 address in IPv6's clothes is one. What cannot be read as an address is one stranger altogether. */
export function prefixOfAddress(address: string): AddressPrefix {
  if (!ipaddr.isValid(address)) return { near: '', wide: '', block: '', net: '' }
  const read = ipaddr.process(address)
  const bytes = read.toByteArray()
  const { near, wide, block, net } = BYTES[read.kind()]
  const first = (count: number) => bytes.slice(0, count).join('.')
  return { near: first(near), wide: first(wide), block: first(block), net: first(net) }
}
