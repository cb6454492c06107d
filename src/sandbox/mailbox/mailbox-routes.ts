import type { FastifyInstance } from 'fastify'

import { LOCALES, prefixOf } from '../../domain/locale.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Latest } from '../latest.ts'
import { ownCallersOnly } from '../own-callers.ts'
import type { SandboxPages } from '../pages.ts'
import type { Mail } from './mail.ts'
import { forReading, MAIL_CSP } from './mail-html.ts'
import { withLinks } from './text-links.ts'

interface Deps {
  readonly mails: Latest<Mail>
  readonly pages: SandboxPages
  readonly clock: Clock
}

interface ById {
  readonly Params: { readonly id: string }
}

/** The pretend mailbox: every mail that was handed over, whoever it is for. */
export function addMailboxRoutes(app: FastifyInstance, { mails, pages, clock }: Deps): void {
  const guarded = { onRequest: ownCallersOnly('Mails') }

  for (const locale of LOCALES) {
    const at = `${prefixOf(locale)}/mailbox`
    app.get(at, guarded, async (_request, reply) => {
      const now = clock()
      const { moment } = pages.words(locale)
      const rows = mails.newestFirst().map(async ({ id, one }) => {
        const { subject } = await one.read()
        return { href: `${at}/${id}`, subject, to: one.to.join(', '), at: moment(one.at, now) }
      })
      return pages.send(reply, { name: 'mailbox', locale, path: '/mailbox', rows: await Promise.all(rows) })
    })

    app.get<ById>(`${at}/:id`, guarded, async ({ params: { id } }, reply) => {
      const mail = mails.find(id)
      if (mail === undefined) return pages.sendGone(reply, locale)
      const { html, text, ...parts } = await mail.read()
      return pages.send(reply, {
        ...parts,
        name: 'mail',
        locale,
        path: `/mailbox/${id}`,
        html: html === '' ? null : `/mailbox/${id}/html`,
        lines: withLinks(text),
        to: mail.to.join(', '),
        at: pages.words(locale).moment(mail.at, clock()),
      })
    })
  }

  app.get<ById>('/mailbox/:id/html', guarded, async ({ params: { id } }, reply) => {
    const mail = mails.find(id)
    if (mail === undefined) return pages.sendGone(reply, 'en')
    const { html } = await mail.read()
    return reply
      .type('text/html; charset=utf-8')
      .headers({ ...pages.headers, 'Content-Security-Policy': MAIL_CSP })
      .send(forReading(html))
  })
}
