import type { Test } from 'tap'

import { OutboundError, type OutboundErrorKind } from '../../../src/lib/outbound/outbound-error.ts'
import { createOutbound, type Outbound } from '../../../src/lib/outbound/outbound.ts'
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

/** The guarded client itself, open to loopback at the port of an address. */
export function realOutbound(t: Test, url: string, { timeoutMs = 5000 } = {}): Outbound {
  const rules = { ports: [Number(new URL(url).port)], allow: ['127.0.0.0/8'] }
  const outbound = createOutbound({ ...rules, timeoutMs, maxBodyBytes: 16_384 })
  t.teardown(() => outbound.close())
  return outbound
}

/** One that gets no answer. */
export function silentOutbound(kind: OutboundErrorKind): Outbound {
  return {
    request: () => Promise.reject(new OutboundError(kind, { host: '127.0.0.1' })),
    close: async () => undefined,
  }
}
