import type { FastifyReply, FastifyRequest } from 'fastify'

import type { Texts } from '../../lib/text.ts'
import { isForPrograms, localeOfUrl, PREFIXES } from '../language.ts'

/** Mistakes and trouble that no page was made for, by the status that says them. */
const REFUSALS = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  unknown_component: 404,
  unknown_contact: 404,
  time_out_of_range: 400,
  method_not_allowed: 405,
  too_large: 413,
  wrong_type: 415,
  too_many: 429,
  not_implemented: 501,
  unavailable: 503,
} as const

export type RefusalName = keyof typeof REFUSALS

export type SendRefusal = (request: FastifyRequest, reply: FastifyReply, name: RefusalName) => FastifyReply

/**
 * Answers in a few words: JSON for programs; for people a page of nothing but text and two links, which needs no
 * template and nothing that may be broken.
 */
export function createRefusals(texts: Texts): SendRefusal {
  return (request, reply, name) => {
    const locale = localeOfUrl(request.url)
    void reply.code(REFUSALS[name]).header('Cache-Control', 'no-store').header('Content-Language', locale)
    if (name === 'unavailable') void reply.header('Retry-After', '5')
    const body = texts.say(locale, `http:${name}.body`)
    if (isForPrograms(request.url)) return reply.send({ error: { code: name, message: body } })
    const title = escape(texts.say(locale, `http:${name}.title`))
    const prefix = PREFIXES[locale]
    return reply
      .type('text/html; charset=utf-8')
      .send(
        `<!doctype html><html lang="${locale}"><meta charset="utf-8">` +
          `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>` +
          `<h1>${title}</h1><p>${escape(body)}</p>` +
          `<p><a href="${prefix || '/'}">${escape(texts.say(locale, 'http:to_home'))}</a></p>` +
          `<p><a href="${prefix}/emergency">${escape(texts.say(locale, 'http:to_emergency'))}</a></p>`,
      )
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
