import type { LookupAddress } from 'node:dns'
import { lookup, Resolver } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'

import type { Lookup } from './guarded-connect.ts'

/** A first answer within this long, or the question is put again, as UDP loses some. */
const TRY_MS = 2_000
const TRIES = 2

/**
 * Looks up strangers' names: in the machine's own list of hosts, then with its name servers, over sockets. The system's
 * resolver would do it on one of the four threads that every file and every probe's name waits for, and a stranger's
 * slow name servers would keep them all. What only that resolver knows (mDNS, names cut short) is therefore not found.
 */
export function createNameLookup({
  servers,
  hostsFile = '/etc/hosts',
}: {
  /** Name servers to ask, `address:port`; the machine's own unless said. */
  readonly servers?: readonly string[]
  readonly hostsFile?: string
} = {}): Lookup {
  return async (host) => {
    const known = await listedAddresses(hostsFile, host)
    return known.length > 0 ? known : askNameServers(host, servers)
  }
}

/** The system's resolver: for names that operators set, of which there are few. */
export const systemLookup: Lookup = (host) => lookup(host, { all: true })

/** What hosts(5) says of a name; nothing where there is no such file. */
async function listedAddresses(file: string, host: string): Promise<LookupAddress[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().toLowerCase().split(/\s+/)
    const family = isIP(address)
    return family !== 0 && names.includes(host.toLowerCase()) ? [{ address, family }] : []
  })
}

/** IPv4 first, which more machines can reach. Made anew each time, since the machine's name servers change while we run. */
async function askNameServers(
  host: string,
  servers: readonly string[] | undefined,
): Promise<LookupAddress[]> {
  const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES })
  if (servers !== undefined) resolver.setServers(servers)
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
  const found = [
    ...(v4.status === 'fulfilled' ? v4.value : []).map((address) => ({ address, family: 4 })),
    ...(v6.status === 'fulfilled' ? v6.value : []).map((address) => ({ address, family: 6 })),
  ]
  if (found.length === 0 && v4.status === 'rejected') throw v4.reason
  return found
}
