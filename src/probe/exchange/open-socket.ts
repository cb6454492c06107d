import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls'

import type { PhaseClock } from './phase-clock.ts'

/** What TLS needs to know beside the host; certificates and keys in PEM. */
export interface TlsSettings {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly passphrase?: string
  readonly rejectUnauthorized?: boolean
  /** The name to ask for (SNI) and to check the certificate against, where it is not the host. */
  readonly serverName?: string
}

export interface Endpoint {
  readonly host: string
  readonly port: number
  /** Present where TLS is wanted. */
  readonly tls?: TlsSettings
  readonly alpn?: readonly string[]
}

type Opened = (error: Error | null, socket: Socket | null) => void

/**
 * Opens a new connection and books its phases; `opened` is called exactly once. The socket is returned at once, so
 * that the caller can destroy one that never connects. No TLS session is ever resumed: a probe that reused one
 * would not notice a certificate that ran out.
 */
export function openSocket(endpoint: Endpoint, clock: PhaseClock, opened: Opened): Socket {
  const { host, port, tls } = endpoint
  // A numeric address is not looked up.
  if (isIP(host) !== 0) clock.waitingFor = 'connect'
  if (tls !== undefined) {
    return watch(connectTls({ ...tlsOptions(endpoint, tls), port }), clock, opened)
  }
  const failed = (error: Error): void => opened(error, null)
  const socket = connectTcp({ host, port, noDelay: true })
  bookLookup(socket, clock)
  socket.once('connect', () => {
    clock.lap('connect', 'firstByte')
    socket.off('error', failed)
    opened(null, socket)
  })
  return socket.once('error', failed)
}

/** Starts TLS over a connection that already stands, such as a tunnel through a proxy. */
export function secureSocket(
  tunnel: Socket,
  endpoint: Endpoint & { tls: TlsSettings },
  clock: PhaseClock,
  opened: Opened,
): TLSSocket {
  clock.waitingFor = 'tls'
  const socket = connectTls({ ...tlsOptions(endpoint, endpoint.tls), socket: tunnel })
  tunnel.once('error', (error) => socket.destroy(error))
  return watch(socket, clock, opened)
}

function bookLookup(socket: Socket, clock: PhaseClock): void {
  socket.once('lookup', (error: Error | null) => {
    if (error === null) clock.lap('dns', 'connect')
  })
}

function watch(socket: TLSSocket, clock: PhaseClock, opened: Opened): TLSSocket {
  const failed = (error: Error): void => opened(error, null)
  bookLookup(socket, clock)
  socket.once('connect', () => clock.lap('connect', 'tls'))
  socket.once('secureConnect', () => {
    clock.lap('tls', 'firstByte')
    socket.off('error', failed)
    opened(null, socket)
  })
  socket.once('error', failed)
  return socket
}

function tlsOptions({ host, alpn }: Endpoint, { serverName, ...tls }: TlsSettings): ConnectionOptions {
  // RFC 6066 section 3: no numeric address in the server name.
  const servername = serverName ?? (isIP(host) === 0 ? host : '')
  return { ...tls, host, servername, ...(alpn === undefined ? {} : { ALPNProtocols: [...alpn] }) }
}
