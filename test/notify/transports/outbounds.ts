import type { Test } from 'tap'
import { Agent, request as ask } from 'undici'

import type { Outbound } from '../../../src/lib/outbound/outbound.ts'
import type { Received, ReceiverAnswer } from '../../support/receiver.ts'

/** The guarded client's double without a network: answers at once what a server would. */
export function answeringOutbound(answer: (request: Received) => ReceiverAnswer): Outbound {
  return {
    async request({ method, url, headers = {}, body = '' }) {
      const { pathname, search } = new URL(url)
      const text = typeof body === 'string' ? body : Buffer.from(body).toString('latin1')
      const told = answer({ method, url: pathname + search, headers, body: text, at: Date.now() })
      return { status: told.status, headers: told.headers ?? {}, body: String(told.body ?? '') }
    },
    close: async () => undefined,
  }
}

/** The client over real connections, open to loopback. */
export function realOutbound(t: Test, { timeoutMs = 5000 } = {}): Outbound {
  const agent = new Agent({ connect: { timeout: timeoutMs } })
  t.teardown(() => agent.destroy())
  return {
    async request({ method, url, headers = {}, body, signal }) {
      const limit = AbortSignal.timeout(timeoutMs)
      try {
        const answer = await ask(url, {
          method,
          headers,
          dispatcher: agent,
          signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
          ...(body !== undefined && { body }),
        })
        let text = ''
        for await (const part of answer.body) {
          text += part
          if (text.length > 64_000) break
        }
        return { status: answer.statusCode, headers: {}, body: text }
      } catch (error) {
        throw unanswered(
          error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED' ? 'connect' : 'timeout',
        )
      }
    },
    close: () => agent.destroy(),
  }
}

/** One that gives no answer, as the guarded client says it. */
export function silentOutbound(kind: string): Outbound {
  return {
    request: () => Promise.reject(unanswered(kind)),
    close: async () => undefined,
  }
}

function unanswered(kind: string): Error {
  return Object.assign(new Error(`${kind}: 127.0.0.1`), { name: 'OutboundError', kind })
}
