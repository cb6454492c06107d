import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

import { SIGN_KEY } from '../credentials.ts'
import type { SandboxDeps } from '../deps.ts'
import type { Aim } from '../faults/gate.ts'
import { isSigned, signatureOf } from './signing.ts'

const Fields = Type.Record(Type.String(), Type.Unknown())

interface Signer {
  readonly name: string
  readonly faults: SandboxDeps['faults']
  readonly aim: Aim
}

/** Signs every answer of a top-up endpoint, refusals too, unless a fault spoils the signature. */
export function signAnswers({ name, faults, aim }: Signer) {
  return async (request: FastifyRequest, _reply: unknown, answer: unknown): Promise<unknown> => {
    if (!Value.Check(Fields, answer)) return answer
    const spoilt = faults.strike({ endpoint: name, ...aim(request) }, ['bad_signature']).length > 0
    return { ...answer, sign: signatureOf(answer, spoilt ? `not ${SIGN_KEY}` : SIGN_KEY) }
  }
}

/** Whether the caller's signature, in the body of a POST or the query of a GET, is there and fits. */
export function isSignedRequest({ method, body, query }: FastifyRequest): boolean {
  const fields = method === 'GET' ? query : body
  return Value.Check(Fields, fields) && isSigned(fields, SIGN_KEY)
}

/** Whether the caller tried to sign at all. */
export function bearsSignature({ method, body, query }: FastifyRequest): boolean {
  const fields = method === 'GET' ? query : body
  return Value.Check(Fields, fields) && fields['sign'] !== undefined
}
