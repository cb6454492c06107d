import type { FastifyReply, FastifyRequest } from 'fastify'

import type { Locale } from '../../domain/locale.ts'
import type { EAGER_NAMES, Keeper } from '../../publish/keeper/keeper.ts'
import { pageKey } from '../../publish/keeper/kept-page.ts'
import type { PageName } from '../../publish/page.ts'
import { pageRequestOf } from './page-request.ts'
import type { SendKept } from './send-kept.ts'

type Handler = (request: FastifyRequest, reply: FastifyReply) => void | Promise<void>

interface Serving<Name> {
  readonly keeper: Keeper
  readonly name: Name
  readonly locale: Locale
  readonly send: SendKept
}

/** From memory, with nothing on the request's path but a look-up; only before the first refresh it waits for that. */
export function serveEager(serving: Serving<(typeof EAGER_NAMES)[number]>): Handler {
  const { keeper, name, locale, send } = serving
  const asked = { locale, params: {}, query: {} }
  const key = pageKey(name, asked)
  return (request, reply) => {
    const kept = keeper.kept(key)
    if (kept !== undefined) return send(request, reply, kept)
    return keeper.page(name, asked).then((made) => send(request, reply, made))
  }
}

/** From memory while fresh, otherwise made now; a query that cannot be meant gets the page that says so. */
export function serveLazy(serving: Serving<PageName>): Handler {
  const { keeper, name, locale, send } = serving
  return async (request, reply) => {
    const asked = pageRequestOf(request, { name, locale })
    const kept = await (asked === undefined
      ? keeper.page('bad-request', { locale, params: {}, query: {} })
      : keeper.page(name, asked))
    send(request, reply, kept)
  }
}
