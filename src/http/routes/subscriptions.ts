import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

import { LOCALES, prefixOf, type Locale } from '../../domain/locale.ts'
import type { Subscriber } from '../../domain/subscriber.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Texts } from '../../lib/text.ts'
import type { PersonalPages } from '../../publish/pages/subscribe/personal-pages.ts'
import { changeWishes, pause, resume, rotateWebhookKey } from '../../record/subscribers/change.ts'
import { exportOf, heldOf } from '../../record/subscribers/export-of.ts'
import { unsubscribe } from '../../record/subscribers/leave.ts'
import type { SubscriberDesk } from '../../record/subscribers/subscriber-desk.ts'
import { SubscriptionRefused } from '../../record/subscribers/subscription-refused.ts'
import { LARGEST_FORM } from '../forms/forms.ts'
import type { SendRefusal } from '../refusals/refusal.ts'
import { ownPagesOnly } from '../refusals/own-pages-only.ts'
import type { SecurityPolicy } from '../sending/page-headers.ts'
import { readSubscription, wishesOf } from '../forms/read-subscription.ts'
import { personalHeaders, sendPersonal } from '../sending/send-personal.ts'

/** What subscribers' pages are served with. */
export interface SubscriptionDeps {
  readonly desk: SubscriberDesk
  readonly personal: PersonalPages
  readonly clock: Clock
  /** What a receiver verifies its webhooks with; the one who signs them knows. */
  readonly webhookSecret?: (subscriber: Subscriber) => string
  /** Letters wait to be sent. */
  readonly onAsked: () => void
}

export interface SubscriptionRoutes extends SubscriptionDeps {
  readonly texts: Texts
  readonly refuse: SendRefusal
  readonly security: SecurityPolicy
}

/** What was done, as the page that follows says it: below `subscribe:done.`. */
const DONE = ['changed', 'paused', 'resumed', 'rotated', 'lately'] as const

type Done = (typeof DONE)[number]

const Params = Type.Object({ token: Type.String() })
const Query = Type.Object({ done: Type.Optional(Type.Unknown()) })

/** Whatever it looks like: what is wrong with it is found out by looking it up. */
export function tokenOf({ params }: FastifyRequest): string {
  return Value.Parse(Params, params).token
}

/** One's own subscription: everything held about it, and every way to change and end it. */
export function subscriptionRoutes(app: FastifyInstance, deps: SubscriptionRoutes): void {
  for (const locale of LOCALES) {
    const at = `${prefixOf(locale)}/subscriptions/:token`
    shownRoutes(app, { ...deps, locale, at })
    changeRoutes(app, { ...deps, locale, at })
    leaveRoutes(app, { ...deps, locale, at })
  }
}

interface AtLocale extends SubscriptionRoutes {
  readonly locale: Locale
  readonly at: string
}

function shownRoutes(app: FastifyInstance, deps: AtLocale): void {
  const { desk, personal, clock, locale, at } = deps
  app.get(at, async (request, reply) => {
    const token = tokenOf(request)
    const held = await heldOf(desk, token)
    if (held === undefined) return sendPersonal(reply, await personal.worthless(locale), deps)
    const asked = Value.Parse(Query, request.query).done
    const done = DONE.find((known) => known === asked)
    const page = { token, held, ...secretOf(deps, held.subscriber), ...(done && { done }) }
    return sendPersonal(reply, await personal.subscription(locale, page), deps)
  })
  app.get(`${at}/export`, async (request, reply) => {
    const held = await exportOf(desk, tokenOf(request), clock())
    if (held === undefined) return sendPersonal(reply, await personal.worthless(locale), deps)
    return personalHeaders(reply)
      .type('application/json; charset=utf-8')
      .header('Content-Disposition', 'attachment; filename="subscription.json"')
      .send(JSON.stringify(held, null, 2))
  })
}

function changeRoutes(app: FastifyInstance, deps: AtLocale): void {
  const { desk, personal, clock, refuse, locale, at } = deps
  const onRequest = ownPagesOnly(refuse)
  const back = async (reply: FastifyReply, token: string, done: Done | undefined) => {
    if (done === undefined) return sendPersonal(reply, await personal.worthless(locale), deps)
    const path = at.replace(':token', token)
    return personalHeaders(reply).redirect(`${path}?done=${done}`, 303)
  }
  app.post(at, { onRequest, bodyLimit: LARGEST_FORM }, async (request, reply) => {
    const token = tokenOf(request)
    const typed = readSubscription(request.body, locale)
    try {
      const changed = await changeWishes(desk, token, wishesOf(typed))
      return await back(reply, token, changed && 'changed')
    } catch (error) {
      if (!(error instanceof SubscriptionRefused)) throw error
      const held = await heldOf(desk, token)
      if (held === undefined) return sendPersonal(reply, await personal.worthless(locale), deps)
      const page = { token, held, typed, problems: error.problems, ...secretOf(deps, held.subscriber) }
      return sendPersonal(reply, await personal.subscription(locale, page), deps)
    }
  })
  const acts = {
    pause: async (token: string) => (await pause(desk, token)) && 'paused',
    resume: async (token: string) => (await resume(desk, token)) && 'resumed',
    'rotate-key': (token: string) => rotateWebhookKey(desk, token, clock()),
  } as const
  for (const [name, act] of Object.entries(acts)) {
    app.post(`${at}/${name}`, { onRequest }, async (request, reply) => {
      const token = tokenOf(request)
      return back(reply, token, await act(token))
    })
  }
}

/**
 * Mail programs post here by themselves when their user unsubscribes (RFC 8058): from anywhere, with either kind of
 * form, and without following where an answer might send them.
 */
function leaveRoutes(app: FastifyInstance, deps: AtLocale): void {
  const { desk, personal, locale, at } = deps
  app.get(`${at}/unsubscribe`, async (request, reply) => {
    const token = tokenOf(request)
    const page = (await heldOf(desk, token)) ? personal.leave(locale, token) : personal.worthless(locale)
    return sendPersonal(reply, await page, deps)
  })
  app.post(`${at}/unsubscribe`, async (request, reply) => {
    const page = (await unsubscribe(desk, tokenOf(request)))
      ? personal.left(locale)
      : personal.worthless(locale)
    return sendPersonal(reply, await page, deps)
  })
}

function secretOf({ webhookSecret }: SubscriptionDeps, subscriber: Subscriber): { webhookSecret?: string } {
  if (webhookSecret === undefined || subscriber.transport !== 'webhook') return {}
  return { webhookSecret: webhookSecret(subscriber) }
}
