import type { FastifyReply, FastifyRequest } from 'fastify'

import { refuse } from '../codes.ts'

/**
 * A second lock beside `ownCallersOnly`: a form cannot send JSON without the browser asking first (Fetch,
 * "CORS-safelisted request-header").
 */
export async function jsonOnly({ headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (/^application\/json *(?:;|$)/i.test(headers['content-type'] ?? '')) return
  const why = 'A fault is sent as JSON, with "Content-Type: application/json".'
  await reply.code(415).send(refuse('INVALID_PARAMETER', why))
}
