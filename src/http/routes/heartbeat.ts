import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'

import { NOBODY, tokenMatches } from '../askers/bearer.ts'
import type { SendRefusal } from '../refusals/refusal.ts'

export interface HeartbeatDeps {
  /** SHA-256 of each heartbeat's token in hex, by probe id. */
  readonly tokens: ReadonlyMap<string, string>
  readonly beat: (heartbeat: { readonly probeId: string; readonly ok: boolean }) => Promise<void>
}

const Params = Type.Object({ id: Type.String() })

const Body = Type.Object(
  { ok: Type.Optional(Type.Boolean({ description: 'False when the job ran and failed.' })) },
  { additionalProperties: false },
)

/** `POST /api/v1/heartbeats/:id`: a job says that it ran; its bearer token says who it is. */
export function heartbeatRoutes(
  app: FastifyInstance,
  deps: HeartbeatDeps & { readonly refuse: SendRefusal },
): void {
  const { tokens, beat, refuse } = deps
  app.withTypeProvider<TypeBoxTypeProvider>().post(
    '/api/v1/heartbeats/:id',
    {
      schema: { params: Params, body: Body },
      // Before the body is read: whoever has no token need not send one.
      onRequest: async (request, reply) => {
        const expected = tokens.get(request.params.id)
        const right = tokenMatches(request.headers.authorization, expected ?? NOBODY)
        if (expected === undefined) await refuse(request, reply, 'not_found')
        else if (!right) await refuse(request, reply.header('WWW-Authenticate', 'Bearer'), 'unauthorized')
      },
      // A job with nothing to add need not send a body.
      preValidation: async (request) => {
        request.body ??= {}
      },
    },
    async (request, reply) => {
      await beat({ probeId: request.params.id, ok: request.body.ok ?? true })
      return reply.code(204).header('Cache-Control', 'no-store').send()
    },
  )
}
