import { timingSafeEqual } from 'node:crypto'

import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

import { refuse, succeed } from './codes.ts'
import { CLIENT_ID, CLIENT_SECRET } from './credentials.ts'
import type { SandboxDeps } from './deps.ts'
import { TOKEN_ENDPOINT } from './endpoints.ts'
import { gate } from './faults/gate.ts'

const Grant = Type.Object({ grant_type: Type.Literal('client_credentials') })

/** OAuth2 client credentials with HTTP Basic (RFC 6749, sections 2.3.1, 4.4 and 5). */
export function addTokenRoute(app: FastifyInstance, deps: SandboxDeps): void {
  const preValidation = gate({ endpoint: TOKEN_ENDPOINT, deps })
  app.post(TOKEN_ENDPOINT.path, { preValidation }, (request, reply) => {
    if (!isOurClient(request.headers.authorization ?? '')) {
      void reply.header('www-authenticate', 'Basic realm="sandbox"')
      return deny(reply, { status: 401, error: 'invalid_client' })
    }
    if (!Value.Check(Grant, request.body))
      return deny(reply, { status: 400, error: 'unsupported_grant_type' })
    const { token, expiresIn } = deps.tokens.issue(deps.clock())
    void reply.header('cache-control', 'no-store')
    return reply.send(succeed({ access_token: token, token_type: 'Bearer', expires_in: expiresIn }))
  })
}

function deny(reply: FastifyReply, { status, error }: { status: number; error: string }): FastifyReply {
  return reply.code(status).send({ ...refuse('INVALID_PARAMETER'), error })
}

function isOurClient(authorization: string): boolean {
  const expected = Buffer.from(`Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`)
  const given = Buffer.from(authorization)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
