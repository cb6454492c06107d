import type { FastifyReply } from 'fastify'

import type { Locale } from '../../domain/locale.ts'
import type { RenderedPage } from '../../publish/page.ts'
import { contentSecurityPolicy, type SecurityPolicy } from './page-headers.ts'

/**
 * Sends a page that is one reader's own: nobody keeps it, no search engine lists it, and no other site learns its
 * address. It is not compressed, so that its length tells nobody on the way what stands in it.
 */
export function sendPersonal(
  reply: FastifyReply,
  { status, contentType, body }: RenderedPage,
  { locale, security }: { readonly locale: Locale; readonly security: SecurityPolicy },
): FastifyReply {
  return personalHeaders(reply)
    .code(status)
    .type(contentType)
    .header('Content-Language', locale)
    .header('Content-Security-Policy', contentSecurityPolicy({ contentType, body }, security))
    .send(body)
}

/** For everything that is one reader's own, page or not. */
export function personalHeaders(reply: FastifyReply): FastifyReply {
  return reply
    .header('Cache-Control', 'no-store')
    .header('Referrer-Policy', 'no-referrer')
    .header('X-Robots-Tag', 'noindex')
}
