import { once } from 'node:events'
import { createServer as createHttp, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps, type ServerOptions } from 'node:https'
import { createServer as createTcp, type Server as TcpServer, type Socket } from 'node:net'

import type { Test } from 'tap'

/** An HTTP server of one's own; answers its address without a trailing slash. */
export function serveHttp(
  t: Test,
  listener: RequestListener,
  prepare: (server: Server) => unknown = () => undefined,
): Promise<string> {
  const server = createHttp(listener)
  prepare(server)
  return listen(t, server, 'http')
}

/** The same over TLS. */
export function serveHttps(t: Test, options: ServerOptions, listener: RequestListener): Promise<string> {
  return listen(t, createHttps(options, listener), 'https')
}

/** A TCP server; answers its port. */
export async function serveTcp(t: Test, listener: (socket: Socket) => void): Promise<number> {
  return portOf(t, createTcp(listener))
}

/** A port that nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = createTcp().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = boundTo(server)
  server.close()
  await once(server, 'close')
  return port
}

/** Answers JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): RequestListener {
  return (request, response) => {
    request.resume()
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
  }
}

async function listen(t: Test, server: Server, protocol: string): Promise<string> {
  return `${protocol}://127.0.0.1:${await portOf(t, server)}`
}

async function portOf(t: Test, server: TcpServer): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket)).on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return boundTo(server)
}

function boundTo(server: TcpServer): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
