import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { LOCALES, prefixOf } from '../../domain/locale.ts'
import { writeSecretLink } from '../../lib/secret-link.ts'
import { FeedbackRefused } from '../../record/feedback/feedback-refused.ts'
import { giveFeedback } from '../../record/feedback/give-feedback.ts'
import { createAskingPace } from '../askers/asking-pace.ts'
import { createRepeats } from '../askers/repeats.ts'
import { LARGEST_FORM } from '../forms/forms.ts'
import { ownPagesOnly } from '../refusals/own-pages-only.ts'
import { inputOf, isFromMachine, readFeedbackForm } from '../forms/read-feedback.ts'
import { secretMark } from '../forms/secret-mark.ts'
import { personalHeaders, sendPersonal } from '../sending/send-personal.ts'
import { type FeedbackAtLocale, type FeedbackRoutes } from './feedback-deps.ts'
import { ticketRoutes } from './ticket.ts'

/** Giving feedback, and everything that its writer does with it afterwards. */
export function feedbackRoutes(app: FastifyInstance, deps: FeedbackRoutes): void {
  const pace = createAskingPace(deps.clock)
  const slowDown = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const waitMs = pace(request.ip)
    if (waitMs === undefined) return
    await deps.refuse(request, reply.header('Retry-After', String(Math.ceil(waitMs / 1_000))), 'too_many')
  }
  const repeats = createRepeats(deps.clock)
  const ownPages = ownPagesOnly(deps.refuse)
  for (const locale of LOCALES) {
    giveRoute(app, { ...deps, locale, ownPages, slowDown, repeats })
    ticketRoutes(app, { ...deps, locale, ownPages, slowDown, repeats })
  }
}

function giveRoute(app: FastifyInstance, deps: FeedbackAtLocale): void {
  const { desk, pages, clock, locale, ownPages, slowDown, repeats } = deps
  const at = `${prefixOf(locale)}/feedback`
  app.post(at, { onRequest: [ownPages, slowDown], bodyLimit: LARGEST_FORM }, async (request, reply) => {
    const typed = readFeedbackForm(request.body)
    if (isFromMachine(request.body))
      return sendPersonal(
        reply,
        await pages.again(locale, typed, [{ field: 'empty', problem: 'empty' }]),
        deps,
      )
    const question = typed.incident === '' ? await pages.question(locale, typed) : undefined
    if (question !== undefined) return sendPersonal(reply, question, deps)
    try {
      const given = { input: inputOf(typed, locale), mark: secretMark(deps.texts, deps.locale) }
      const { location } = await repeats.once(request, typed.message + typed.contact, async () => {
        const { ticket, token, hidden } = await giveFeedback(desk, given, clock())
        const link = writeSecretLink({ ref: ticket.ref, token })
        const done = hidden.length > 0 ? 'received_hidden' : 'received'
        return { ref: ticket.ref, location: `${at}/${link}?done=${done}` }
      })
      return personalHeaders(reply).redirect(location, 303)
    } catch (error) {
      if (!(error instanceof FeedbackRefused)) throw error
      return sendPersonal(reply, await pages.again(locale, typed, error.problems), deps)
    }
  })
}
