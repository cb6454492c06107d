import type { FastifyInstance } from 'fastify'

/** A calm mark that says whose tab it is, not how the wallet is: tabs keep icons for days. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d4e89"/>' +
  '<path d="M7 17h4l3-7 4 13 3-6h4" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/></svg>'

/** Pages are for everyone; the interfaces would only be counted as copies of them. */
const ROBOTS = 'User-agent: *\nDisallow: /api/\nDisallow: /en/api/\n'

const KEPT_A_DAY = 'public, max-age=86400, stale-if-error=604800'

/** What browsers and search engines ask of every site. */
export function siteRoutes(app: FastifyInstance): void {
  // Browsers ask for favicon.ico unbidden and take whatever type it says it is.
  for (const path of ['/favicon.svg', '/favicon.ico']) {
    app.get(path, (_request, reply) =>
      reply.type('image/svg+xml').header('Cache-Control', KEPT_A_DAY).send(ICON),
    )
  }
  app.get('/robots.txt', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').header('Cache-Control', KEPT_A_DAY).send(ROBOTS),
  )
}
