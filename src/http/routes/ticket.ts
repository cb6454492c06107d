import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

import { prefixOf } from '../../domain/locale.ts'
import { writeSecretLink } from '../../lib/secret-link.ts'
import { TICKET_DONE, type TicketDone } from '../../publish/pages/feedback/ticket.ts'
import { disownTicket, isLetterLink } from '../../record/feedback/disown-ticket.ts'
import { FeedbackRefused } from '../../record/feedback/feedback-refused.ts'
import { addWord, exportOwn, rate, readOwn, withdraw } from '../../record/feedback/own-ticket.ts'
import { formOf, LARGEST_FORM } from '../forms/forms.ts'
import { secretMark } from '../forms/secret-mark.ts'
import { personalHeaders, sendPersonal } from '../sending/send-personal.ts'
import type { FeedbackAtLocale } from './feedback-deps.ts'
import { ownLinkOf } from './own-link.ts'

const Query = Type.Object({ done: Type.Optional(Type.Unknown()) })

/** One's own ticket behind its secret link. */
export function ticketRoutes(app: FastifyInstance, deps: FeedbackAtLocale): void {
  const { desk, pages, clock, locale, repeats } = deps
  const at = `${prefixOf(locale)}/feedback/:link`
  const none = async (reply: FastifyReply) => sendPersonal(reply, await pages.none(locale), deps)
  app.get(at, async (request, reply) => {
    const link = ownLinkOf(request)
    const ticket = await readOwn(desk, link)
    if (ticket === undefined) return none(reply)
    repeats.opened(ticket.ref)
    const asked = Value.Parse(Query, request.query).done
    const done = TICKET_DONE.find((known) => known === asked)
    const page = { ticket, token: link.token, ...(done && { done }) }
    return sendPersonal(reply, await pages.ticket(locale, page), deps)
  })
  app.get(`${at}/export`, async (request, reply) => {
    const held = await exportOwn(desk, ownLinkOf(request), clock())
    if (held === undefined) return none(reply)
    return personalHeaders(reply)
      .type('application/json; charset=utf-8')
      .header('Content-Disposition', 'attachment; filename="feedback.json"')
      .send(JSON.stringify(held, null, 2))
  })
  actRoutes(app, { ...deps, at, none })
  disownRoutes(app, { ...deps, at, none })
}

interface Acting extends FeedbackAtLocale {
  readonly at: string
  readonly none: (reply: FastifyReply) => Promise<FastifyReply>
}

/**
 * Mail programs post here by themselves when their user unsubscribes (RFC 8058): from anywhere, with either kind of form, and
 * without following where an answer might send them. Opening the link does nothing: scanners open every link in a mail.
 */
function disownRoutes(app: FastifyInstance, deps: Acting): void {
  const { desk, pages, clock, locale, at, none } = deps
  app.get(`${at}/unsubscribe`, async (request, reply) => {
    const link = ownLinkOf(request)
    if (!(await isLetterLink(desk, link))) return none(reply)
    return sendPersonal(reply, await pages.disown(locale, link), deps)
  })
  app.post(`${at}/unsubscribe`, async (request, reply) => {
    if (!(await disownTicket(desk, ownLinkOf(request), clock()))) return none(reply)
    return sendPersonal(reply, await pages.disowned(locale), deps)
  })
}

function actRoutes(app: FastifyInstance, deps: Acting): void {
  const { desk, pages, clock, locale, ownPages, slowDown, repeats, at, none } = deps
  const options = { onRequest: [ownPages, slowDown], bodyLimit: LARGEST_FORM }
  const back = (request: FastifyRequest, reply: FastifyReply, done: TicketDone) =>
    personalHeaders(reply).redirect(
      `${at.replace(':link', writeSecretLink(ownLinkOf(request)))}?done=${done}`,
      303,
    )

  app.post(`${at}/words`, options, async (request, reply) => {
    const link = ownLinkOf(request)
    const message = formOf(request.body).get('message') ?? ''
    try {
      const added = await addWord(desk, { link, message, mark: secretMark(deps.texts, deps.locale) }, clock())
      if (added === undefined) return await none(reply)
      if (added.hidden) return back(request, reply, 'added_hidden')
      return back(request, reply, added.reopened ? 'reopened' : 'added')
    } catch (error) {
      if (!(error instanceof FeedbackRefused)) throw error
      const ticket = await readOwn(desk, link)
      if (ticket === undefined) return none(reply)
      const page = { ticket, token: link.token, typed: message, problems: error.problems }
      return sendPersonal(reply, await pages.ticket(locale, page), deps)
    }
  })
  app.post(`${at}/satisfaction`, options, async (request, reply) => {
    const stars = Number(formOf(request.body).get('satisfaction'))
    if (Number.isInteger(stars) && stars >= 1 && stars <= 5 && (await rate(desk, ownLinkOf(request), stars)))
      return back(request, reply, 'rated')
    const link = ownLinkOf(request)
    const ticket = await readOwn(desk, link)
    if (ticket === undefined) return none(reply)
    return sendPersonal(reply, await pages.ticket(locale, { ticket, token: link.token }), deps)
  })
  // What somebody wrote before is no reason to keep it from being deleted; only whoever tries links out has to wait.
  app.post(`${at}/delete`, { ...options, onRequest: ownPages }, async (request, reply) => {
    const link = ownLinkOf(request)
    if (!(await withdraw(desk, link))) {
      await slowDown(request, reply)
      return reply.sent ? reply : none(reply)
    }
    repeats.gone(link.ref)
    return sendPersonal(reply, await pages.deleted(locale), deps)
  })
}
