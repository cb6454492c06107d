import type { FastifyInstance, FastifyReply } from 'fastify'

import { LOCALES, prefixOf, type Locale } from '../../domain/locale.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import { writeSecretLink } from '../../lib/secret-link.ts'
import type { Texts } from '../../lib/text.ts'
import type { RenderedPage } from '../../publish/page.ts'
import type { LossPages } from '../../publish/pages/lost/loss-pages.ts'
import { forgetLoss, lossOf } from '../../record/losses/follow-loss.ts'
import type { LossDesk } from '../../record/losses/loss-desk.ts'
import { reportLoss } from '../../record/losses/report-loss.ts'
import { createCrowds } from '../askers/crowds.ts'
import { createRepeats, type Repeats } from '../askers/repeats.ts'
import { LARGEST_FORM } from '../forms/forms.ts'
import { ownPagesOnly } from '../refusals/own-pages-only.ts'
import type { SecurityPolicy } from '../sending/page-headers.ts'
import { readLoss, readLossForm } from '../forms/read-loss.ts'
import type { SendRefusal } from '../refusals/refusal.ts'
import { secretMark } from '../forms/secret-mark.ts'
import { personalHeaders, sendPersonal } from '../sending/send-personal.ts'
import { ownLinkOf } from './own-link.ts'

/** What loss notices are taken with. */
export interface LossDeps {
  readonly desk: LossDesk
  readonly pages: LossPages
  readonly clock: Clock
  /** Operators are to be told. */
  readonly onReported: () => void
}

export interface LossRoutes extends LossDeps {
  readonly texts: Texts
  readonly log: Log
  readonly refuse: SendRefusal
  readonly security: SecurityPolicy
}

/**
 * Loss notices, and what becomes of them. Nobody is slowed down here and nobody turned away: who reports a loss has no time to
 * wait, and thousands of telephones may share one address.
 */
export function lossRoutes(app: FastifyInstance, deps: LossRoutes): void {
  const crowdOf = createCrowds(deps.clock)
  const repeats = createRepeats(deps.clock)
  for (const locale of LOCALES) {
    const at = `${prefixOf(locale)}/help/lost/notice`
    reportRoute(app, { ...deps, locale, at, repeats }, crowdOf)
    followRoutes(app, { ...deps, locale, at, repeats })
  }
}

interface AtLocale extends LossRoutes {
  readonly locale: Locale
  readonly at: string
  readonly repeats: Repeats
}

function reportRoute(app: FastifyInstance, deps: AtLocale, crowdOf: ReturnType<typeof createCrowds>): void {
  const { desk, pages, clock, texts, log, refuse, locale, at, repeats, onReported } = deps
  const mark = secretMark(texts, locale)
  app.post(at, { onRequest: ownPagesOnly(refuse), bodyLimit: LARGEST_FORM }, async (request, reply) => {
    const typed = readLossForm(request.body)
    const now = clock()
    const read = readLoss(typed, { locale, zone: desk.zone, now, mark })
    if (!read.ok) return sendPersonal(reply, await pages.again(locale, typed, read.problems), deps)
    try {
      const { location } = await repeats.once(request, typed.hint + typed.contact + typed.words, async () => {
        const told = { report: read.report, from: crowdOf(request.ip), now }
        const { notice, token } = await reportLoss(desk, told)
        onReported()
        return { ref: notice.ref, location: `${at}/${writeSecretLink({ ref: notice.ref, token })}` }
      })
      // So that whoever reloads the receipt reports nothing twice.
      return await personalHeaders(reply).redirect(location, 303)
    } catch (err) {
      log.error({ err }, 'A loss notice could not be stored; its sender was told to call.')
      return sendPersonal(reply, await pages.unstored(locale, typed), deps)
    }
  })
}

function followRoutes(app: FastifyInstance, deps: AtLocale): void {
  const { desk, pages, clock, log, refuse, locale, at, repeats } = deps
  const answer = async (reply: FastifyReply, page: () => Promise<RenderedPage>) => {
    const made = await page().catch((err: unknown) => {
      log.error({ err }, 'A loss notice could not be read.')
      return pages.away(locale)
    })
    return sendPersonal(reply, made, deps)
  }
  app.get(`${at}/:link`, (request, reply) =>
    answer(reply, async () => {
      const link = ownLinkOf(request)
      const notice = await lossOf(desk.db, link)
      if (notice === undefined) return pages.gone(locale)
      repeats.opened(notice.ref)
      return pages.receipt(locale, { token: link.token, notice })
    }),
  )
  app.post(`${at}/:link/delete`, { onRequest: ownPagesOnly(refuse) }, (request, reply) =>
    answer(reply, async () => {
      const link = ownLinkOf(request)
      if (!(await forgetLoss(desk.db, link, clock()))) return pages.gone(locale)
      repeats.gone(link.ref)
      return pages.deleted(locale)
    }),
  )
}
