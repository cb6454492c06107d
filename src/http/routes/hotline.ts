import type { FastifyInstance, FastifyReply } from 'fastify'

import { LOCALES, prefixOf } from '../../domain/locale.ts'
import type { Keeper } from '../../publish/keeper/keeper.ts'
import type { HotlinePages } from '../../publish/pages/hotline/hotline-pages.ts'
import { prefilledSheet, readTypedNotes, readTypedSheet } from '../../publish/pages/hotline/typed-call.ts'
import type { RenderedPage } from '../../publish/page.ts'
import { formOf, LARGEST_FORM } from '../forms/forms.ts'
import { ownPagesOnly } from '../refusals/own-pages-only.ts'
import type { SecurityPolicy } from '../sending/page-headers.ts'
import type { SendRefusal } from '../refusals/refusal.ts'
import { sendPersonal } from '../sending/send-personal.ts'
import type { SendKept } from '../sending/send-kept.ts'
import { serveLazy } from '../sending/serve-page.ts'

export interface HotlineRoutes {
  readonly keeper: Keeper
  readonly pages: HotlinePages
  readonly refuse: SendRefusal
  readonly send: SendKept
  readonly security: SecurityPolicy
}

/** What people type before and after a call. Nothing of it is stored or logged. */
export function hotlineRoutes(app: FastifyInstance, deps: HotlineRoutes): void {
  const { keeper, pages, refuse, send, security } = deps
  const options = { bodyLimit: LARGEST_FORM, onRequest: ownPagesOnly(refuse) }
  for (const locale of LOCALES) {
    const prefix = prefixOf(locale)
    const personal = (reply: FastifyReply, page: RenderedPage) =>
      sendPersonal(reply, page, { locale, security })
    const empty = serveLazy({ keeper, name: 'hotline-sheet', locale, send })
    app.get(`${prefix}/hotline/sheet`, async (request, reply) => {
      const query = new URLSearchParams(request.url.split('?')[1] ?? '')
      if (query.size === 0) return empty(request, reply)
      return personal(reply, await pages.sheetForm(locale, prefilledSheet(query)))
    })
    app.post(`${prefix}/hotline/sheet`, options, async (request, reply) =>
      personal(reply, await pages.sheet(locale, readTypedSheet(formOf(request.body)))),
    )
    app.post(`${prefix}/hotline/notes`, options, async (request, reply) => {
      const form = formOf(request.body)
      const typed = readTypedNotes(form)
      if (form.get('as') !== 'calendar') return personal(reply, await pages.notes(locale, typed))
      const page = await pages.reminder(locale, typed)
      if (page.contentType.startsWith('text/calendar')) {
        void reply.header('Content-Disposition', 'attachment; filename="call-again.ics"')
      }
      return personal(reply, page)
    })
  }
}
