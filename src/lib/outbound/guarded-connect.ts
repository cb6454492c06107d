import { isIP, type LookupFunction } from 'node:net'

import { buildConnector } from 'undici'

import { OutboundError } from './outbound-error.ts'
import type { AddressGate } from './public-address.ts'
import type { Resolve } from './resolve.ts'

interface Guard {
  readonly isReachable: AddressGate
  readonly resolve: Resolve
  readonly timeoutMs: number
}

/**
 * Opens connections for undici, to addresses that may be reached and to no other. The check stands between looking a
 * name up and connecting, so a name that leads elsewhere the second time (DNS rebinding) gains nothing by it. Fails with
 * OutboundError.
 */
export function guardedConnect(guard: Guard): buildConnector.connector {
  const open = buildConnector({
    lookup: guardedLookup(guard),
    // Whatever the environment says about certificates, a stranger's must hold.
    rejectUnauthorized: true,
    // HTTP/2 would put a hundred requests on one connection, and its bounds are others.
    allowH2: false,
    // All addresses are asked for, and tried in turn.
    autoSelectFamily: true,
    timeout: guard.timeoutMs,
  })
  return (options, opened) => {
    const host = options.hostname.replace(/^\[(.*)\]$/, '$1')
    // Node does not look a numeric address up, so the check below would never see it.
    if (isIP(host) !== 0 && !guard.isReachable(host)) {
      opened(new OutboundError('refused_address', { host }), null)
      return
    }
    open(options, (...result) => {
      const [error, socket] = result
      if (error === null) opened(null, socket)
      else opened(asOutboundError(error, host), null)
    })
  }
}

/** Answers those of a name's addresses that may be reached; fails where there is none. */
function guardedLookup({ isReachable, resolve }: Guard): LookupFunction {
  return (host, _options, found) => {
    resolve(host).then(
      (addresses) => {
        const open = addresses.filter(({ address }) => isReachable(address))
        if (open.length > 0) found(null, [...open])
        else found(new OutboundError('refused_address', { host }), [])
      },
      (cause: unknown) => found(new OutboundError('unresolved', { host, cause }), []),
    )
  }
}

/** What of a handshake failed has a code of TLS or of its certificate; the rest never came that far. */
const TLS_CODE = /^(ERR_(TLS|SSL)|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|EPROTO|HOSTNAME_MISMATCH)/

function asOutboundError(error: Error, host: string): OutboundError {
  if (error instanceof OutboundError) return error
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return new OutboundError('timeout', { host, cause: error })
  return new OutboundError(TLS_CODE.test(code) ? 'tls' : 'connect', { host, cause: error })
}
