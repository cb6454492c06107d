import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { LOCALES, prefixOf, type Locale } from '../../domain/locale.ts'
import { manageToken } from '../../lib/letter-links.ts'
import { askToSubscribe } from '../../record/subscribers/ask-to-subscribe.ts'
import { asksToConfirm, confirm, owesYes } from '../../record/subscribers/confirm.ts'
import { replaceBrowser } from '../../record/subscribers/replace-browser.ts'
import { SubscriptionRefused } from '../../record/subscribers/subscription-refused.ts'
import { createAskingPace } from '../askers/asking-pace.ts'
import { LARGEST_FORM } from '../forms/forms.ts'
import { ownPagesOnly } from '../refusals/own-pages-only.ts'
import { readSubscription, recipientOf, replacedBy, wishesOf } from '../forms/read-subscription.ts'
import { sendPersonal } from '../sending/send-personal.ts'
import { tokenOf, type SubscriptionRoutes } from './subscriptions.ts'

/** Asking for notices and saying yes to them. */
export function subscribeRoutes(app: FastifyInstance, deps: SubscriptionRoutes): void {
  const { desk, personal, clock, texts, refuse, onAsked, security } = deps
  const pace = createAskingPace(clock)
  const ownPages = ownPagesOnly(refuse)
  const consentText = (locale: Locale) => `${texts.say(locale, 'subscribe:consent.version')} ${locale}`

  const slowDown = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const waitMs = pace(request.ip)
    if (waitMs === undefined) return
    await refuse(request, reply.header('Retry-After', String(Math.ceil(waitMs / 1_000))), 'too_many')
  }

  const subscribe = async (body: unknown, locale: Locale) => {
    const replaces = replacedBy(body)
    const typed = readSubscription(body, locale)
    const recipient = recipientOf(typed)
    try {
      if (replaces !== undefined) {
        await replaceBrowser(desk, { replaces, given: recipient.given })
        return await personal.asked(locale, { transport: 'web_push' })
      }
      const input = { ...wishesOf(typed), ...recipient, consentText: consentText(locale) }
      const asked = await askToSubscribe(desk, input, clock())
      onAsked()
      return await personal.asked(locale, asked)
    } catch (error) {
      if (error instanceof SubscriptionRefused) return personal.subscribeAgain(locale, typed, error.problems)
      throw error
    }
  }

  for (const locale of LOCALES) {
    const prefix = prefixOf(locale)
    const send = (reply: FastifyReply, page: Parameters<typeof sendPersonal>[1]) =>
      sendPersonal(reply, page, { locale, security })
    app.post(
      `${prefix}/subscribe`,
      {
        bodyLimit: LARGEST_FORM,
        onRequest: [ownPages, slowDown],
      },
      async (request, reply) => send(reply, await subscribe(request.body, locale)),
    )
    // Scanners open every link in a mail: opening it says nothing, only the button does.
    app.get(`${prefix}/subscribe/confirm/:token`, async (request, reply) => {
      const token = tokenOf(request)
      const subscriber = await asksToConfirm(desk.db, token, clock())
      if (subscriber === undefined) return send(reply, await personal.worthless(locale))
      if (owesYes(subscriber)) return send(reply, await personal.confirm(locale, token, subscriber))
      return send(reply, await personal.confirmed(locale, { kind: 'already' }))
    })
    app.post(`${prefix}/subscribe/confirm/:token`, { onRequest: ownPages }, async (request, reply) => {
      const done = await confirm(desk, tokenOf(request), clock())
      if (done.kind === 'unknown') return send(reply, await personal.worthless(locale))
      const manage = 'subscriber' in done ? manageToken(desk.tokens, done.subscriber.id) : undefined
      const said = { kind: done.kind, ...(manage !== undefined && { manage }) }
      return send(reply, await personal.confirmed(locale, said))
    })
  }
}
