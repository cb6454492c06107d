import type { FastifyInstance } from 'fastify'

import { LOCALES } from '../../domain/locale.ts'
import type { Keeper } from '../../publish/keeper/keeper.ts'
import { FEED_PATHS, type FeedName } from '../../publish/page.ts'
import { PREFIXES } from '../language.ts'
import type { SendRefusal } from '../refusals/refusal.ts'
import { letOthersAsk } from '../others-ask.ts'
import type { SecurityPolicy, SendPolicy } from '../sending/page-headers.ts'
import { pageRequestOf } from '../sending/page-request.ts'
import { createSender } from '../sending/send-kept.ts'

/** A minute: programs ask every few minutes, and one that is asked by many keeps it for all of them. */
const ASKED_AGAIN: SendPolicy = {
  cacheControl: 'public, max-age=60, stale-while-revalidate=120, stale-if-error=86400',
  anyOrigin: true,
}

/** Every feed and the calendar, in both languages; what is wrong with an address is said in JSON. */
export function feedRoutes(
  app: FastifyInstance,
  deps: { readonly keeper: Keeper; readonly security: SecurityPolicy; readonly refuse: SendRefusal },
): void {
  const { keeper, security, refuse } = deps
  const send = createSender({ send: ASKED_AGAIN, security })
  for (const locale of LOCALES) {
    for (const name of Object.keys(FEED_PATHS).filter(isFeed)) {
      const path = PREFIXES[locale] + FEED_PATHS[name]
      app.get(path, async (request, reply) => {
        const asked = pageRequestOf(request, { name, locale })
        const kept = asked && (await keeper.page(name, asked))
        if (kept?.status === 200) return send(request, reply, kept)
        const open = reply.header('Access-Control-Allow-Origin', '*')
        return refuse(request, open, asked === undefined ? 'bad_request' : 'unknown_component')
      })
      letOthersAsk(app, path)
    }
  }
}

function isFeed(name: string): name is FeedName {
  return name in FEED_PATHS
}
