import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

import { LOCALES, prefixOf } from '../../domain/locale.ts'
import type { TypedTopUp } from '../../help/top-up/read-question.ts'
import type { Keeper } from '../../publish/keeper/keeper.ts'
import type { TopUpPages } from '../../publish/pages/top-up/top-up-pages.ts'
import type { SecurityPolicy } from '../sending/page-headers.ts'
import { createSender } from '../sending/send-kept.ts'
import { sendPersonal } from '../sending/send-personal.ts'
import { serveLazy } from '../sending/serve-page.ts'
import { FRESH } from './page.ts'

interface TopUpDeps {
  readonly keeper: Keeper
  /** Absent where nobody answers what is typed. */
  readonly topUp?: TopUpPages
  readonly security: SecurityPolicy
}

/** Longer words are nobody's bank or amount. */
const LONGEST = 100

const Query = Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]))

/** The page for everybody, and an answer of its own for whoever typed something; that one is kept nowhere. */
export function topUpRoutes(app: FastifyInstance, { keeper, topUp, security }: TopUpDeps): void {
  const send = createSender({ send: FRESH, security })
  for (const locale of LOCALES) {
    const forEverybody = serveLazy({ keeper, name: 'help-top-up', locale, send })
    app.get(`${prefixOf(locale)}/help/top-up`, async (request, reply) => {
      const typed = typedOf(request)
      if (topUp === undefined || Object.values(typed).every((text) => text.trim() === ''))
        return forEverybody(request, reply)
      return sendPersonal(reply, await topUp.answer(locale, typed), { locale, security })
    })
  }
}

function typedOf({ query }: FastifyRequest): TypedTopUp {
  const asked = Value.Parse(Query, query)
  const text = (name: string) => ([asked[name] ?? []].flat()[0] ?? '').slice(0, LONGEST)
  return { bank: text('bank'), channel: text('channel'), amount: text('amount'), class: text('class') }
}
