import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Test } from 'tap'

/** One request as it arrived. */
export interface Received {
  readonly method: string
  /** The path and the query. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** When all of it was here, epoch ms. */
  readonly at: number
}

export interface ReceiverAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** How long the answer is kept waiting, ms. */
  readonly delayMs?: number
  /** The connection is reset instead. */
  readonly reset?: true
}

export interface Receiver {
  /** Without a trailing slash. */
  readonly url: string
  readonly port: number
  /** In the order of arrival; grows as requests come. */
  readonly received: readonly Received[]
}

/**
 * A stranger's HTTP server on loopback, for tests of what sends. It keeps every request and answers as `answer` says,
 * which is told the request and how many came before it; 200 and nothing more unless said. Closes when the test ends.
 */
export async function startReceiver(
  t: Test,
  answer: (request: Received, index: number) => ReceiverAnswer = () => ({ status: 200 }),
): Promise<Receiver> {
  const received: Received[] = []
  const closing = new AbortController()

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const whole = await receive(request)
    // One that broke off before all of it was here was not received.
    if (whole === undefined) return
    const told = answer(whole, received.push(whole) - 1)
    if (told.delayMs !== undefined) await wait(told.delayMs, closing.signal)
    reply(response, told)
  }

  const server = createServer((request, response) => void handle(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    closing.abort()
    server.close()
    server.closeAllConnections()
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('The receiver listens on no port.')
  return { url: `http://127.0.0.1:${bound.port}`, port: bound.port, received }
}

async function receive(request: IncomingMessage): Promise<Received | undefined> {
  try {
    const body = await text(request)
    return {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body,
      at: Date.now(),
    }
  } catch {
    return undefined
  }
}

/** Ends early, and silently, when the receiver closes. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal }).catch(() => undefined)
}

function reply(response: ServerResponse, { status, headers = {}, body, reset }: ReceiverAnswer): void {
  if (reset === true) response.socket?.resetAndDestroy()
  else response.writeHead(status, { ...headers }).end(body)
}
