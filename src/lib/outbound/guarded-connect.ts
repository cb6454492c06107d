import type { LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'

import buildConnector from 'undici/lib/core/connect.js'

import { startDeadline } from './deadline.ts'
import { OutboundError } from './outbound-error.ts'
import type { AddressGate } from './public-address.ts'

/** Every address of a name. Rejects where it has none. */
export type Lookup = (host: string) => Promise<readonly LookupAddress[]>

interface Guard {
  readonly isReachable: AddressGate
  readonly lookup: Lookup
  /** For the name, the connection and TLS together, ms. */
  readonly timeoutMs: number
}

/**
 * Opens connections to reachable addresses only. The address is checked here, where it is used: a check before that holds
 * for nothing, since a name may answer otherwise the second time (DNS rebinding). Fails with OutboundError.
 */
export function guardedConnect(guard: Guard): buildConnector.connector {
  const connect = buildConnector({
    allowH2: false,
    // Said, since NODE_TLS_REJECT_UNAUTHORIZED would otherwise decide.
    rejectUnauthorized: true,
    timeout: guard.timeoutMs,
    lookup: guardedLookup(guard),
  })
  return (target, opened) => {
    const host = target.hostname
    // Node looks up names only, so a numeric address would slip past the lookup.
    if (isIP(host) !== 0 && !guard.isReachable(host)) {
      queueMicrotask(() => opened(new OutboundError('refused_address', { host }), null))
      return
    }
    connect(target, (...[error, socket]) => {
      if (error === null) opened(null, socket)
      else opened(connectError(error, target), null)
    })
  }
}

function guardedLookup(guard: Guard): LookupFunction {
  return (host, { all }, found) => {
    reachableAddresses(host, guard).then(
      ([first, ...rest]) =>
        all === true ? found(null, [first, ...rest]) : found(null, first.address, first.family),
      (error: OutboundError) => found(error, ''),
    )
  }
}

async function reachableAddresses(host: string, guard: Guard): Promise<[LookupAddress, ...LookupAddress[]]> {
  const [first, ...rest] = await lookUp(host, guard)
  if (first === undefined) throw new OutboundError('unresolved', { host })
  // One inner address among public ones is a mistake or an attack: none of them is used then.
  if ([first, ...rest].every(({ address }) => guard.isReachable(address))) return [first, ...rest]
  throw new OutboundError('refused_address', { host })
}

/** Timed here, since undici's own timer watches a socket, and waiting for a name keeps none alive. */
async function lookUp(host: string, { lookup, timeoutMs }: Guard): ReturnType<Lookup> {
  const deadline = startDeadline(host, timeoutMs)
  try {
    return await deadline.keep(lookup(host))
  } catch (cause) {
    throw cause instanceof OutboundError ? cause : new OutboundError('unresolved', { host, cause })
  } finally {
    deadline.clear()
  }
}

function connectError(cause: Error, { hostname: host, protocol }: buildConnector.Options): OutboundError {
  if (cause instanceof OutboundError) return cause
  if ('code' in cause && cause.code === 'UND_ERR_CONNECT_TIMEOUT') {
    return new OutboundError('timeout', { host, cause })
  }
  // Node sums up the attempts at several addresses (RFC 8305) in an AggregateError.
  const neverOpened = cause instanceof AggregateError || ('syscall' in cause && cause.syscall === 'connect')
  return new OutboundError(neverOpened || protocol === 'http:' ? 'connect' : 'tls', { host, cause })
}
