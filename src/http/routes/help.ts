import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

import { LOCALES, prefixOf } from '../../domain/locale.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Keeper } from '../../publish/keeper/keeper.ts'
import type { HelpPages } from '../../publish/pages/help/help-pages.ts'
import type { CountVotes } from '../../record/articles/vote.ts'
import { prefixOfAddress } from '../askers/address-prefix.ts'
import { formOf } from '../forms/forms.ts'
import { ownPagesOnly } from '../refusals/own-pages-only.ts'
import type { SecurityPolicy } from '../sending/page-headers.ts'
import type { SendRefusal } from '../refusals/refusal.ts'
import { createSender } from '../sending/send-kept.ts'
import { sendPersonal } from '../sending/send-personal.ts'
import { serveLazy } from '../sending/serve-page.ts'
import { FRESH } from './page.ts'

export interface HelpDeps {
  readonly pages: HelpPages
  readonly countVote: CountVotes
  readonly clock: Clock
}

interface HelpRoutes extends HelpDeps {
  readonly keeper: Keeper
  readonly security: SecurityPolicy
  readonly refuse: SendRefusal
}

const Asked = Type.Object({ q: Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })]) })
const Params = Type.Object({ id: Type.String() })

/** Where help begins, and what is found for a question: that is one reader's own, kept and logged nowhere. */
export function searchRoutes(app: FastifyInstance, deps: Omit<HelpRoutes, 'refuse'>): void {
  const { keeper, security, pages } = deps
  for (const locale of LOCALES) {
    const kept = serveLazy({ keeper, name: 'help', locale, send: createSender({ send: FRESH, security }) })
    app.get(`${prefixOf(locale)}/help`, async (request, reply) => {
      const typed = typedIn(request)
      if (typed === '') return kept(request, reply)
      return sendPersonal(reply, await pages.found(locale, typed), { locale, security })
    })
  }
}

/** Whether an article helped. To be declared where forms are taken. */
export function voteRoutes(app: FastifyInstance, deps: HelpRoutes): void {
  const { pages, countVote, clock, security, refuse } = deps
  for (const locale of LOCALES) {
    app.post(`${prefixOf(locale)}/help/:id`, { onRequest: ownPagesOnly(refuse) }, async (request, reply) => {
      const { id } = Value.Parse(Params, request.params)
      const answer = formOf(request.body).get('helped')
      if (!pages.ids.includes(id)) return refuse(request, reply, 'not_found')
      if (answer !== 'yes' && answer !== 'no') return refuse(request, reply, 'bad_request')
      const helped = answer === 'yes'
      await countVote({ articleId: id, helped, from: prefixOfAddress(request.ip) }, clock())
      return sendPersonal(reply, await pages.thanks(locale, id, helped), { locale, security })
    })
  }
}

function typedIn({ query }: Pick<FastifyRequest, 'query'>): string {
  if (!Value.Check(Asked, query)) return ''
  return ([query.q].flat()[0] ?? '').trim()
}
