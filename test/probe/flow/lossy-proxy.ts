import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'

import type { Test } from 'tap'

export type Loss = 'none' | 'bad gateway' | 'cut' | 'silence'

export interface LossyProxy {
  readonly url: string
  /** How often an order was asked for. */
  readonly creations: () => number
  /** What becomes of the answer to such a request, once the wallet has carried it out. */
  lose(how: Loss): void
}

/** Stands before a wallet and loses its answers to new orders: the order exists, and the caller cannot know. */
export async function startLossyProxy(t: Test, target: string): Promise<LossyProxy> {
  let how: Loss = 'none'
  let creations = 0
  const server = createServer((request, response) => {
    relay(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    )
  })

  async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray())
    const headers = new Headers()
    for (const name of ['authorization', 'content-type', 'idempotency-key']) {
      const value = request.headers[name]
      if (typeof value === 'string') headers.set(name, value)
    }
    const method = request.method ?? 'GET'
    const answer = await fetch(target + request.url, {
      method,
      headers,
      ...(method === 'GET' ? {} : { body }),
    })
    const isCreation = method === 'POST' && request.url === '/v1/topups'
    if (isCreation) creations++
    if (isCreation && how !== 'none') return lose(response, how)
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    creations: () => creations,
    lose(next) {
      how = next
    },
  }
}

function lose(response: ServerResponse, how: Loss): void {
  if (how === 'cut') response.socket?.resetAndDestroy()
  else if (how === 'bad gateway') response.writeHead(502).end('<h1>Bad gateway</h1>')
}
