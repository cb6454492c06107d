import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

import type { Dispatcher } from 'undici'
import Client from 'undici/lib/dispatcher/client.js'

import { readCertificate, type Certificate } from './certificate.ts'
import { connectVia } from './connect-via.ts'
import type { ExchangeRequest } from './message.ts'
import type { PhaseClock } from './phase-clock.ts'

/** One for all, since undici would make one for each client, and its stack costs as much as judging the answer. */
const SETTLED = new Error('the request is settled')

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** The body went on beyond the cap; what lies behind it was not read. */
  readonly truncated: boolean
  readonly certificate?: Certificate
}

/**
 * Sends one request on a connection of its own and reads the answer. A client for each request costs no more than
 * an agent would, and lets the phases of this very connection be measured. Rejects with what undici or Node threw.
 */
export function requestOnce(
  request: ExchangeRequest,
  clock: PhaseClock,
  signal: AbortSignal,
): Promise<RawAnswer> {
  const url = new URL(request.url)
  return new Promise((resolve, reject) => {
    const connection = connectVia(url, request, clock)
    const client = new Client(url.origin, {
      connect: connection.connect,
      allowH2: false,
      // The look's deadline rules; undici's own timers would only cost.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    const settle = (act: () => void): void => {
      signal.removeEventListener('abort', onAbort)
      // First: a client that is destroyed fails what it has not sent yet, and that is not what happened.
      act()
      connection.abandon()
      client.destroy(SETTLED, ignore)
    }
    const onAbort = (): void => settle(() => reject(signal.reason))
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    client.dispatch(
      {
        path: connection.path,
        method: request.method,
        headers: { ...request.headers, ...connection.headers },
        body: request.body ?? null,
        reset: true,
      },
      new AnswerReader(request.maxBytes, clock, {
        answered: (answer) => {
          // Before settling: a closed socket has forgotten what it was shown.
          const whole = { ...answer, ...certificateOf(connection.socket()) }
          settle(() => resolve(whole))
        },
        failed: (error) => settle(() => reject(error)),
      }),
    )
  })
}

interface Ending {
  answered(answer: RawAnswer): void
  failed(error: Error): void
}

/** Collects an answer up to the cap, and no further. */
class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #maxBytes: number
  readonly #clock: PhaseClock
  readonly #ending: Ending
  readonly #chunks: Buffer[] = []
  #size = 0
  #status = 0
  #headers: Record<string, string> = {}

  constructor(maxBytes: number, clock: PhaseClock, ending: Ending) {
    this.#maxBytes = maxBytes
    this.#clock = clock
    this.#ending = ending
  }

  onRequestStart(): void {
    // undici demands it; nothing is known yet.
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: NodeJS.Dict<string | string[]>,
  ): void {
    // Interim answers (RFC 9110 section 15.2) are not the answer.
    if (status < 200) return
    this.#clock.lap('firstByte', 'body')
    this.#status = status
    for (const name of Object.keys(headers)) {
      const value = headers[name]
      if (value !== undefined) this.#headers[name] = Array.isArray(value) ? value.join(', ') : value
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const room = this.#maxBytes - this.#size
    this.#chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
    this.#size += chunk.length
    if (chunk.length > room) this.#end(true)
  }

  onResponseEnd(): void {
    this.#end(false)
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#ending.failed(error)
  }

  #end(truncated: boolean): void {
    this.#clock.lap('body', 'body')
    const [first] = this.#chunks
    const body = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks)
    this.#ending.answered({ status: this.#status, headers: this.#headers, body, truncated })
  }
}

function certificateOf(socket: Socket | undefined): { certificate?: Certificate } {
  const certificate = socket instanceof TLSSocket ? readCertificate(socket.getPeerCertificate()) : undefined
  return certificate === undefined ? {} : { certificate }
}

function ignore(): void {
  // A client that is being destroyed has nothing left to say.
}
