import ipaddr from 'ipaddr.js'

import type { ReportOrigin } from '../../domain/report.ts'

/**
 * What stands for whoever asks: `near` is one connection as providers hand them out (an IPv4 address, an IPv6 /64),
 * `wide` the block around it (/24, /56), in which somebody could walk on.
 */
export interface AddressPrefix {
  readonly near: string
  readonly wide: string
}

const BYTES = { ipv4: { near: 4, wide: 3 }, ipv6: { near: 8, wide: 7 } } as const

/** An IPv4 address in IPv6's clothes is one. What cannot be read as an address is one stranger altogether. */
export function prefixOfAddress(address: string): AddressPrefix {
  if (!ipaddr.isValid(address)) return { near: '', wide: '' }
  const read = ipaddr.process(address)
  const bytes = read.toByteArray()
  const { near, wide } = BYTES[read.kind()]
  return { near: bytes.slice(0, near).join('.'), wide: bytes.slice(0, wide).join('.') }
}

const REPORT_BYTES = { ipv4: { near: 4, block: 3, net: 2 }, ipv6: { near: 8, block: 6, net: 4 } } as const

/** Where a report comes from, in three steps; whoever's address cannot be read is one stranger as well. */
export function originOfAddress(address: string): ReportOrigin {
  if (!ipaddr.isValid(address)) return { near: '', block: '', net: '' }
  const read = ipaddr.process(address)
  const bytes = read.toByteArray()
  const { near, block, net } = REPORT_BYTES[read.kind()]
  const first = (count: number) => bytes.slice(0, count).join('.')
  return { near: first(near), block: first(block), net: first(net) }
}
