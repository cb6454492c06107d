import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { LOCALES, prefixOf } from '../../domain/locale.ts'
import type { SitePictures } from '../../publish/pictures/site-pictures.ts'
import type { SendRefusal } from '../refusals/refusal.ts'

/** A minute, and a day from the CDN while we make no new one. */
const KEPT_A_MINUTE = 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400'

/** What chats show beside our addresses. */
export function pictureRoutes(
  app: FastifyInstance,
  { pictures, refuse }: { readonly pictures: SitePictures; readonly refuse: SendRefusal },
): void {
  const send = async (request: FastifyRequest, reply: FastifyReply, png: Buffer | 'busy') => {
    if (png === 'busy') return refuse(request, reply.header('Retry-After', '5'), 'too_many')
    return reply.type('image/png').header('Cache-Control', KEPT_A_MINUTE).send(png)
  }
  for (const locale of LOCALES) {
    const prefix = prefixOf(locale)
    app.get(`${prefix}/og/home.png`, async (request, reply) =>
      send(request, reply, await pictures.home(locale)),
    )
    app.get<{ Params: { file: string } }>(`${prefix}/og/incidents/:file`, async (request, reply) => {
      const [, id] = /^([a-z0-9-]{1,64})\.png$/.exec(request.params.file) ?? []
      const png = id === undefined ? undefined : await pictures.incident(locale, id)
      if (png === undefined) return reply.callNotFound()
      return send(request, reply, png)
    })
  }
}
