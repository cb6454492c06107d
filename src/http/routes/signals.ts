import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'

import { instantMs, isInstant } from '../../lib/instant.ts'
import { HotlineRefused, type HotlineSignals } from '../../record/hotline.ts'
import { tokenMatches } from '../askers/bearer.ts'
import type { SendRefusal } from '../refusals/refusal.ts'

export interface SignalDeps {
  /** SHA-256 of the token in hex. */
  readonly token: string
  readonly record: (signals: HotlineSignals) => Promise<{ counted: number }>
}

/** A thousand calls with long ids, bytes. */
const LARGEST_BATCH = 262_144
const MOST_CALLS = 1_000
const MOST_QUEUES = 50
const LONGEST_WAIT_MS = 86_400_000

const contactId = Type.String({ minLength: 1, maxLength: 63 })
const at = Type.Refine(Type.String(), isInstant)
const waitMs = Type.Integer({ minimum: 0, maximum: LONGEST_WAIT_MS })

const Body = Type.Object(
  {
    kind: Type.Literal('hotline'),
    queues: Type.Optional(
      Type.Array(
        Type.Object(
          {
            contactId,
            at,
            waitMs: Type.Optional(waitMs),
            waiting: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
            answeredShare: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
          },
          { additionalProperties: false },
        ),
        { maxItems: MOST_QUEUES },
      ),
    ),
    calls: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Type.String({ minLength: 1, maxLength: 100 }),
            contactId,
            at,
            waitMs,
            answered: Type.Boolean(),
          },
          { additionalProperties: false },
        ),
        { maxItems: MOST_CALLS },
      ),
    ),
  },
  { additionalProperties: false },
)

/** `POST /api/v1/signals`: what other systems of the wallet's know, such as its call centre; docs/api.md. */
export function signalRoutes(
  app: FastifyInstance,
  { token, record, refuse }: SignalDeps & { readonly refuse: SendRefusal },
): void {
  app.withTypeProvider<TypeBoxTypeProvider>().post(
    '/api/v1/signals',
    {
      bodyLimit: LARGEST_BATCH,
      schema: { body: Body },
      // Before the body is read: whoever has no token need not send one.
      onRequest: async (request, reply) => {
        if (tokenMatches(request.headers.authorization, token)) return
        await refuse(request, reply.header('WWW-Authenticate', 'Bearer'), 'unauthorized')
      },
    },
    async (request, reply) => {
      const { calls = [], queues = [] } = request.body
      try {
        const { counted } = await record({ calls: calls.map(withMoment), queues: queues.map(withMoment) })
        return await reply
          .header('Cache-Control', 'no-store')
          .send({ counted, known: calls.length - counted })
      } catch (error) {
        if (error instanceof HotlineRefused) return refuse(request, reply, error.kind)
        throw error
      }
    },
  )
}

function withMoment<Told extends { readonly at: string }>(told: Told) {
  return { ...told, at: instantMs(told.at) }
}
