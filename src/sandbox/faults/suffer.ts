import { setTimeout as wait } from 'node:timers/promises'

import type { FastifyReply } from 'fastify'

import { refuse } from '../codes.ts'
import type { AnyEndpoint } from '../endpoints.ts'
import { FAULT_KINDS, type Fault, type FaultKind } from './fault.ts'

/** Faults that act before the request is looked at; the others act on orders and on signatures. */
export const ANSWERING_KINDS: readonly FaultKind[] = FAULT_KINDS.filter((kind) => kind !== 'bad_signature')

const RETRY_AFTER_SECONDS = '5'
/** RFC 6750, section 3.1. */
export const CHALLENGE = 'Bearer error="invalid_token"'

interface Suffering {
  /** Faults that struck this request, newest first. */
  readonly struck: readonly Fault[]
  readonly endpoint: AnyEndpoint
  readonly reply: FastifyReply
  /** Aborts when the sandbox stops. */
  readonly stopping: AbortSignal
}

/**
 * Lets the faults do their work: waits add up, then the newest fault that answers decides. True once the request has
 * been dealt with.
 */
export async function suffer({ struck, endpoint, reply, stopping }: Suffering): Promise<boolean> {
  const waitMs = struck.reduce((sum, { ms }) => sum + ms, 0)
  if (waitMs > 0) await wait(waitMs, undefined, { signal: stopping }).catch(() => undefined)
  return struck.some(({ kind }) => ANSWER_AS[kind](reply, endpoint))
}

/** Answers as each kind of fault does; false where a kind leaves the answer to others. */
const ANSWER_AS: Record<FaultKind, (reply: FastifyReply, endpoint: AnyEndpoint) => boolean> = {
  error: (reply, { name }) => {
    // OAuth2 knows no business codes, so a broken token endpoint says it with the status.
    void reply.code(name === 'token' ? 500 : 200).send(refuse('SYSTEM_ERROR'))
    return true
  },
  hang: (reply) => {
    void reply.hijack()
    return true
  },
  reset: (reply) => {
    void reply.hijack()
    reply.raw.socket?.resetAndDestroy()
    return true
  },
  decline: (reply, { declines }) => {
    void reply.send(refuse(declines))
    return true
  },
  pending: (reply, { pending }) => {
    if (pending !== 'answer') return false
    void reply.send({ ...refuse('PROCESSING'), state: 'PENDING' })
    return true
  },
  throttle: (reply) => {
    void reply.code(429).header('retry-after', RETRY_AFTER_SECONDS).send(refuse('FREQUENCY_LIMITED'))
    return true
  },
  maintenance: (reply) => {
    void reply.header('retry-after', RETRY_AFTER_SECONDS).send(refuse('SERVICE_MAINTENANCE'))
    return true
  },
  expired_token: (reply) => {
    void reply.code(401).header('www-authenticate', CHALLENGE).send(refuse('TOKEN_EXPIRED'))
    return true
  },
  latency: () => false,
  bad_signature: () => false,
}
