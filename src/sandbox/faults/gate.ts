import { setTimeout as sleep } from 'node:timers/promises'

import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

import { refuse } from '../codes.ts'
import type { SandboxDeps } from '../deps.ts'
import type { AnyEndpoint } from '../endpoints.ts'
import { ANSWERING_KINDS, CHALLENGE, suffer } from './suffer.ts'

/** Where a top-up request says which channel and bank it is about. */
const Aimed = Type.Object({
  channel: Type.Optional(Type.String()),
  bank: Type.Optional(Type.String()),
})

/** Which channel and bank a request is about; nothing for most. */
export type Aim = (request: FastifyRequest) => { readonly channel?: string; readonly bank?: string }

const nowhere: Aim = () => ({})

interface Gate {
  readonly endpoint: AnyEndpoint
  readonly deps: SandboxDeps
  readonly aim?: Aim
}

/**
 * What every request passes before it is looked at: first the faults, then the token. Runs before validation, so that
 * a broken wallet is broken for malformed requests too.
 */
export function gate({ endpoint, deps, aim = nowhere }: Gate) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const struck = deps.faults.strike({ endpoint: endpoint.name, ...aim(request) }, ANSWERING_KINDS)
    if (await suffer({ struck, endpoint, reply, stopping: deps.stopping })) return reply
    await takeTime(deps)
    if (endpoint.name === 'token' || hasToken(request, deps)) return undefined
    return reply.code(401).header('www-authenticate', CHALLENGE).send(refuse('TOKEN_EXPIRED'))
  }
}

async function takeTime({ answer: { meanMs, spreadMs }, random, stopping }: SandboxDeps): Promise<void> {
  if (meanMs === 0) return
  await sleep(meanMs + (random() * 2 - 1) * spreadMs, undefined, { signal: stopping }).catch(() => {
    // The sandbox closes; the answer is lost with it.
  })
}

/** The channel and bank among these fields, whatever else is there. */
export function aimOf(fields: unknown): ReturnType<Aim> {
  return Value.Check(Aimed, fields) ? fields : {}
}

function hasToken(request: FastifyRequest, { tokens, clock }: SandboxDeps): boolean {
  const [, token] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? []
  return token !== undefined && tokens.isGood(token, clock())
}
