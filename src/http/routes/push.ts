import type { FastifyInstance } from 'fastify'

/** What browsers need for notices: the script that shows them, finished. */
export interface PushDeps {
  readonly serviceWorker: string
}

/** It loads nothing; it may tell us of a subscription that the browser changed. */
const WORKER_CSP = "default-src 'none'; connect-src 'self'"

/** An iPhone lets a page notify once it stands on the home screen as an app, which this makes of it. */
const MANIFEST = JSON.stringify({
  display: 'standalone',
  icons: [{ src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
})

/** At the root, since a service worker is in charge of what lies below its own path. */
export function pushRoutes(app: FastifyInstance, { serviceWorker }: PushDeps): void {
  app.get('/sw.js', (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('Cache-Control', 'no-cache')
      .header('Content-Security-Policy', WORKER_CSP)
      .send(serviceWorker),
  )
  app.get('/app.webmanifest', (_request, reply) =>
    reply
      .type('application/manifest+json; charset=utf-8')
      .header('Cache-Control', 'public, max-age=86400')
      .send(MANIFEST),
  )
}
