import { setTimeout } from 'node:timers/promises'

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { LOCALES, prefixOf } from '../../domain/locale.ts'
import type { Clock } from '../../lib/clock.ts'
import type { VerifyPages } from '../../publish/pages/verify/verify-pages.ts'
import { createAskingPace } from '../askers/asking-pace.ts'
import { formOf } from '../forms/forms.ts'
import { ownPagesOnly } from '../refusals/own-pages-only.ts'
import type { SecurityPolicy } from '../sending/page-headers.ts'
import type { SendRefusal } from '../refusals/refusal.ts'
import { sendPersonal } from '../sending/send-personal.ts'

export interface VerifyDeps {
  readonly pages: VerifyPages
  readonly clock: Clock
}

/** Two thousand characters of Chinese as a form writes them, bytes. */
const LARGEST_TEXT = 32_768
/** For those who ask very often; a person who shares their address notices a second at most. */
const SLOWED_BY_MS = 1_000
/** Slowed ones at a time; more than that are a flood, and told to come again. */
const MOST_SLOWED = 200

/** Is it ours: what is typed comes in the body, and is forgotten once it is answered. */
export function verifyRoutes(
  app: FastifyInstance,
  deps: VerifyDeps & { readonly refuse: SendRefusal; readonly security: SecurityPolicy },
): void {
  const { pages, clock, refuse, security } = deps
  const pace = createAskingPace(clock)
  let slowed = 0

  // Never a refusal for a person: in a scam's first hour thousands behind one address want to know.
  const slowDown = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (pace(request.ip) === undefined) return
    if (slowed >= MOST_SLOWED) {
      await refuse(request, reply.header('Retry-After', '5'), 'too_many')
      return
    }
    slowed += 1
    try {
      await setTimeout(SLOWED_BY_MS)
    } finally {
      slowed -= 1
    }
  }

  for (const locale of LOCALES) {
    app.post(
      `${prefixOf(locale)}/verify`,
      { bodyLimit: LARGEST_TEXT, onRequest: [ownPagesOnly(refuse), slowDown] },
      async (request, reply) => {
        const typed = formOf(request.body).get('text') ?? ''
        return sendPersonal(reply, await pages.answered(locale, typed), { locale, security })
      },
    )
  }
}
