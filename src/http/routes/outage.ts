import type { FastifyInstance, FastifyReply } from 'fastify'

import { LOCALES, prefixOf } from '../../domain/locale.ts'
import type { Keeper } from '../../publish/keeper/keeper.ts'
import type { AskedOutage } from '../../publish/pages/outage/asked-outage.ts'
import { LARGEST_WORDS } from '../../publish/pages/outage/asked-outage.ts'
import { formOf } from '../forms/forms.ts'
import { ownPagesOnly } from '../refusals/own-pages-only.ts'
import type { SecurityPolicy } from '../sending/page-headers.ts'
import { pageRequestOf } from '../sending/page-request.ts'
import type { SendRefusal } from '../refusals/refusal.ts'
import { createSender } from '../sending/send-kept.ts'
import { personalHeaders, sendPersonal } from '../sending/send-personal.ts'
import { FRESH } from './page.ts'

export interface OutageRoutes {
  readonly keeper: Keeper
  /** Absent where nobody may type what they saw. */
  readonly asked?: AskedOutage
  readonly refuse: SendRefusal
  readonly security: SecurityPolicy
}

/**
 * The way through an outage. A code in a link leads to the kept page of its symptom, so that however it is spelt there is one
 * page of it; so do words that somebody typed, which are in no address, no log and no store.
 */
export function outageRoutes(app: FastifyInstance, { keeper, asked, refuse, security }: OutageRoutes): void {
  const onRequest = ownPagesOnly(refuse)
  const send = createSender({ send: FRESH, security })
  for (const locale of LOCALES) {
    const prefix = prefixOf(locale)
    app.get(`${prefix}/help/outage`, async (request, reply) => {
      const page = pageRequestOf(request, { name: 'help-outage', locale })
      if (page === undefined) {
        return send(request, reply, await keeper.page('bad-request', { locale, params: {}, query: {} }))
      }
      const linked = asked?.linked(page.query) ?? { kind: 'kept', query: page.query }
      if (linked.kind === 'moved') return seeOther(reply, prefix + linked.path)
      return send(request, reply, await keeper.page('help-outage', { ...page, query: linked.query }))
    })
    if (asked === undefined) continue
    app.post(`${prefix}/help/outage`, { onRequest, bodyLimit: LARGEST_WORDS }, async (request, reply) => {
      const form = formOf(request.body)
      const typed = { words: form.get('words') ?? '', task: form.get('symptom') ?? '' }
      const answer = await asked.typed(locale, typed)
      if (answer.kind === 'known') return seeOther(reply, prefix + answer.path)
      return sendPersonal(reply, answer.page, { locale, security })
    })
  }
}

function seeOther(reply: FastifyReply, address: string): FastifyReply {
  return personalHeaders(reply).redirect(address, 303)
}
