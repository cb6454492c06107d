import type { Socket } from 'node:net'

import type { buildConnector } from 'undici'
import askForTunnel from 'undici/lib/api/api-connect.js'
import Client from 'undici/lib/dispatcher/client.js'

import type { ExchangeRequest } from './message.ts'
import { openSocket, secureSocket, type TlsSettings } from './open-socket.ts'
import type { PhaseClock } from './phase-clock.ts'
import { ProbeFault } from '../probe-fault.ts'

/** How one request reaches its server: straight or through a proxy. */
export interface Connection {
  readonly connect: buildConnector.connector
  /** What stands in the request line. */
  readonly path: string
  /** Headers that the way itself needs. */
  readonly headers: Readonly<Record<string, string>>
  socket(): Socket | undefined
  /** Gives up a connection that does not stand yet; undici would let it linger until the kernel gives up. */
  abandon(): void
}

const ALPN = ['http/1.1']

type Opened = (error: Error | null, socket: Socket | null) => void

/**
 * Prepares the way to a server. Plain HTTP through a proxy is asked in absolute form (RFC 9112 section 3.2.2), HTTPS
 * through a tunnel (RFC 9110 section 9.3.6). A proxy that cannot be reached, or turns us away, is a ProbeFault: it is ours.
 */
export function connectVia(url: URL, request: ExchangeRequest, clock: PhaseClock): Connection {
  let current: Socket | undefined
  let used = false
  const keep = (socket: Socket): Socket => (current = socket)
  const proxy = request.proxy === undefined ? undefined : new URL(request.proxy)
  const open = way(url, { proxy, tls: request.tls ?? {}, clock, keep })
  return {
    connect(_options, done) {
      // One look is one connection: undici must never send an order a second time on a new one.
      if (used) return done(new Error('the connection closed before the request was sent'), null)
      used = true
      open((error, socket) =>
        socket === null ? done(error ?? new Error('no connection'), null) : done(null, socket),
      )
    },
    path: proxy !== undefined && url.protocol === 'http:' ? withoutUser(url) : url.pathname + url.search,
    headers: proxy !== undefined && url.protocol === 'http:' ? proxyHeaders(proxy) : {},
    socket: () => current,
    abandon: () => current?.destroy(),
  }
}

interface Way {
  readonly proxy: URL | undefined
  readonly tls: TlsSettings
  readonly clock: PhaseClock
  readonly keep: (socket: Socket) => Socket
}

function way(url: URL, { proxy, tls, clock, keep }: Way): (opened: Opened) => void {
  const secure = url.protocol === 'https:'
  const target = { host: hostOf(url), port: portOf(url) }
  if (proxy === undefined) {
    const endpoint = secure ? { ...target, tls, alpn: ALPN } : target
    return (opened) => keep(openSocket(endpoint, clock, opened))
  }
  const toProxy = (opened: Opened): void => {
    keep(
      openSocket({ host: hostOf(proxy), port: portOf(proxy) }, clock, (error, socket) =>
        opened(
          error === null ? null : new ProbeFault('our proxy cannot be reached', { cause: error }),
          socket,
        ),
      ),
    )
  }
  if (!secure) return toProxy
  return (opened) => {
    openTunnel(proxy, `${url.hostname}:${target.port}`, toProxy).then(
      (tunnel) => keep(secureSocket(keep(tunnel), { ...target, tls, alpn: ALPN }, clock, opened)),
      (error: unknown) => opened(error instanceof Error ? error : new Error(String(error)), null),
    )
  }
}

async function openTunnel(proxy: URL, authority: string, toProxy: (opened: Opened) => void): Promise<Socket> {
  let reached: Socket | undefined
  const client = new Client(proxy.origin, {
    connect: (_options, done) =>
      toProxy((error, socket) => {
        reached = socket ?? undefined
        return socket === null ? done(error ?? new Error('no connection'), null) : done(null, socket)
      }),
  })
  const { statusCode, socket } = await askForTunnel.call(client, {
    path: authority,
    headers: proxyHeaders(proxy),
  })
  if (statusCode === 200 && reached !== undefined) return reached
  socket.destroy()
  if (statusCode < 500) throw new ProbeFault(`our proxy refused the tunnel: HTTP ${statusCode}`)
  throw new Error(`the proxy could not reach ${authority}: HTTP ${statusCode}`)
}

function proxyHeaders({ username, password }: URL): Record<string, string> {
  if (username === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}

function withoutUser(url: URL): string {
  return url.origin + url.pathname + url.search
}

function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}
