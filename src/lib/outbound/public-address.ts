import { BlockList, isIP } from 'node:net'

/**
 * IPv4 that is nobody's public host: the special-purpose addresses of IANA that are not globally reachable
 * (https://www.iana.org/assignments/iana-ipv4-special-registry), multicast, and two beside them.
 */
const CLOSED_V4 = [
  '0.0.0.0/8', // this network; 0.0.0.0 reaches the machine itself
  '10.0.0.0/8', // private
  '100.64.0.0/10', // shared by carriers (CGNAT); the metadata of one cloud is in it
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // looks public, and answers every machine of one cloud with what is its own
  '169.254.0.0/16', // link-local, and the metadata of most clouds
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments; the metadata of one cloud is in it
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // relays of 6to4, withdrawn
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
]

/**
 * All that IANA has given out as global unicast. What is outside of it is loopback, link-local, site-local, unique local
 * (fc00::/7, metadata of clouds included), multicast, or carries an IPv4 address: mapped (::ffff:0:0/96), compatible
 * (::/96) or translated (64:ff9b::/96, 64:ff9b:1::/48).
 */
const GLOBAL_V6 = ['2000::/3']

/** What is not public inside of it (https://www.iana.org/assignments/iana-ipv6-special-registry). */
const CLOSED_V6 = [
  '2001::/23', // protocol assignments; Teredo (2001::/32), which carries an IPv4 address, and benchmarks are in it
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, which carries an IPv4 address
  '3fff::/20', // documentation
]

/** Whether a numeric address may be reached. */
export type AddressGate = (address: string) => boolean

/**
 * Makes the gate: public addresses pass, and those in the blocks of `allow`. Throws TypeError or RangeError where a
 * block is none.
 */
export function createAddressGate(allow: readonly string[]): AddressGate {
  // A list for each family: one list for both would take ::ffff:10.0.0.1 for 10.0.0.1, and what opens the one opens the other.
  const openV4 = blockList(allow.filter((block) => !block.includes(':')))
  const openV6 = blockList(allow.filter((block) => block.includes(':')))
  return (address) => {
    switch (isIP(address)) {
      case 4:
        return openV4.check(address, 'ipv4') || !closedV4.check(address, 'ipv4')
      case 6:
        // A zone (fe80::1%eth0) is of this machine, and block lists answer "not in it" whatever stands before it.
        if (address.includes('%')) return false
        return (
          openV6.check(address, 'ipv6') ||
          (globalV6.check(address, 'ipv6') && !closedV6.check(address, 'ipv6'))
        )
      default:
        return false
    }
  }
}

const closedV4 = blockList(CLOSED_V4)
const globalV6 = blockList(GLOBAL_V6)
const closedV6 = blockList(CLOSED_V6)

function blockList(blocks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const block of blocks) {
    const [, network, bits] = /^([^/]+)\/(\d{1,3})$/.exec(block) ?? []
    if (network === undefined) throw new TypeError(`no block of addresses: ${block}`)
    list.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}
