import type { FastifyInstance, FastifyReply } from 'fastify'

import { LOCALES, prefixOf } from '../../domain/locale.ts'
import type { AskedOutage } from '../../publish/pages/outage/asked-outage.ts'
import { LARGEST_WORDS } from '../../publish/pages/outage/asked-outage.ts'
import { ownPagesOnly } from '../own-pages-only.ts'
import type { SecurityPolicy } from '../page-headers.ts'
import type { SendRefusal } from '../refusal.ts'
import { personalHeaders, sendPersonal } from '../send-personal.ts'

export interface OutageRoutes {
  readonly asked: AskedOutage
  readonly refuse: SendRefusal
  readonly security: SecurityPolicy
}

/**
 * Words that somebody typed on the way through an outage. What we know leads to the kept page of that symptom; what we do not
 * know is answered here. The words themselves are in no address, no log and no store.
 */
export function outageRoutes(app: FastifyInstance, { asked, refuse, security }: OutageRoutes): void {
  const onRequest = ownPagesOnly(refuse)
  for (const locale of LOCALES) {
    const prefix = prefixOf(locale)
    app.post(`${prefix}/help/outage`, { onRequest, bodyLimit: LARGEST_WORDS }, async (request, reply) => {
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
      const answer = await asked(locale, { words: form.get('words') ?? '', task: form.get('symptom') ?? '' })
      if (answer.kind === 'known') return seeOther(reply, prefix + answer.path)
      return sendPersonal(reply, answer.page, { locale, security })
    })
  }
}

function seeOther(reply: FastifyReply, address: string): FastifyReply {
  return personalHeaders(reply).redirect(address, 303)
}
