import type { Dispatcher } from 'undici'
import type Pool from 'undici/lib/dispatcher/pool.js'

import { OutboundError } from './outbound-error.ts'

/** One request of an exchange: the first, or one that a redirect asked for. */
export interface Hop {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
  readonly maxBodyBytes: number
}

export interface HopAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Sends one request and reads the answer. When the signal aborts, it rejects with its reason as soon as undici lets go of
 * the request: at once, but while connecting only when that has ended. Until then the pool is in use.
 * Otherwise it rejects with OutboundError, or with what undici says of a request that is wrong.
 */
export function askOnce(pool: Pool, hop: Hop, signal: AbortSignal): Promise<HopAnswer> {
  return new Promise((answered, failed) => {
    signal.throwIfAborted()
    const reader = new AnswerReader(hop, { answered, failed })
    signal.addEventListener('abort', () => reader.giveUp(signal.reason), { once: true })
    pool.dispatch(
      {
        method: hop.method,
        path: `${hop.url.pathname}${hop.url.search}`,
        // Without it any coding would be welcome (RFC 9110 section 12.5.3), and a small body may unpack to a huge one.
        headers: { 'user-agent': 'wallet-status', ...hop.headers, 'accept-encoding': 'identity' },
        body: hop.body ?? null,
      },
      reader,
    )
  })
}

interface Ending {
  answered(answer: HopAnswer): void
  failed(error: unknown): void
}

/** Collects an answer up to the cap; what lies behind it is not read, and its connection is not kept. */
class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #hop: Hop
  readonly #ending: Ending
  readonly #chunks: Buffer[] = []
  #controller: Dispatcher.DispatchController | undefined
  #givenUp: Error | undefined
  #size = 0
  #status = 0
  #headers: Record<string, string> = {}

  constructor(hop: Hop, ending: Ending) {
    this.#hop = hop
    this.#ending = ending
  }

  giveUp(reason: Error): void {
    this.#givenUp = reason
    this.#controller?.abort(reason)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#givenUp !== undefined) controller.abort(this.#givenUp)
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: NodeJS.Dict<string | string[]>,
  ): void {
    // Called for interim answers (RFC 9110 section 15.2) as well; the last one counts.
    this.#status = status
    this.#headers = Object.fromEntries(
      Object.entries(headers).map(([name, value = '']) => [name, String(value)]),
    )
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const room = this.#hop.maxBodyBytes - this.#size
    this.#chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
    this.#size += chunk.length
    if (chunk.length <= room) return
    this.#finish()
    // Fails what has just been answered, which a promise does not hear.
    controller.abort(new OutboundError('aborted'))
  }

  onResponseEnd(): void {
    this.#finish()
  }

  onResponseError(_controller: Dispatcher.DispatchController, cause: Error): void {
    this.#ending.failed(this.#explained(cause))
  }

  #finish(): void {
    const body = Buffer.concat(this.#chunks).toString('utf8')
    this.#ending.answered({ status: this.#status, headers: this.#headers, body })
  }

  #explained(cause: Error): Error {
    if (cause instanceof OutboundError) return cause
    // A request that cannot be sent as written is a mistake of ours, not of the other side.
    if ('code' in cause && cause.code === 'UND_ERR_INVALID_ARG') return cause
    return new OutboundError('reset', { host: this.#hop.url.hostname, cause })
  }
}
