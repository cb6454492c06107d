import fastify, { type FastifyInstance } from 'fastify'

import type { Log } from '../lib/log.ts'
import { refuse } from './codes.ts'
import type { SandboxDeps } from './deps.ts'
import { ALL_ENDPOINTS } from './endpoints.ts'
import { addFaultRoutes } from './faults/fault-routes.ts'
import { addMailboxRoutes } from './mailbox/mailbox-routes.ts'
import { createSandboxPages } from './pages.ts'
import { addPlainRoutes } from './plain-routes.ts'
import { addRoomRoutes } from './room/room-routes.ts'
import { addTokenRoute } from './token-route.ts'
import { addTopupRoutes } from './topup/topup-routes.ts'

/** The pretend wallet's HTTP interface. */
export function buildSandboxServer(deps: SandboxDeps, log?: Log): FastifyInstance {
  // Connections are cut on close, since `hang` keeps some open for ever.
  const app = fastify({ forceCloseConnections: true })
  acceptBodies(app)

  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send(refuse('INVALID_PARAMETER', `Nothing answers ${request.method} ${request.url}; see GET /.`)),
  )
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500) return reply.code(status).send(refuse('INVALID_PARAMETER', error.message))
    log?.error({ err: error }, 'sandbox failed')
    return reply.code(500).send(refuse('SYSTEM_ERROR'))
  })

  app.get('/', () => ({
    name: 'Pretend wallet',
    endpoints: ALL_ENDPOINTS.map(({ name, method, path }) => ({ name, request: `${method} ${path}` })),
    faults: {
      list: 'GET /_faults',
      break: 'POST /_faults',
      heal: 'DELETE /_faults/:id',
      healAll: 'DELETE /_faults',
    },
    mails: 'GET /mailbox',
    webhooks: { receive: 'POST /room', list: 'GET /room' },
  }))
  addFaultRoutes(app, deps)
  addTokenRoute(app, deps)
  addPlainRoutes(app, deps)
  addTopupRoutes(app, deps)
  const pages = createSandboxPages()
  addMailboxRoutes(app, { ...deps, pages })
  addRoomRoutes(app, { ...deps, pages })
  return app
}

/** JSON that may be empty, since clients name the type of bodies they do not send; and the form that OAuth2 uses. */
function acceptBodies(app: FastifyInstance): void {
  const json = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, {})
    else void json(request, String(body), done)
  })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))))
    },
  )
}
