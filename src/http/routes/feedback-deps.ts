import type { FastifyReply, FastifyRequest } from 'fastify'

import type { Locale } from '../../domain/locale.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Texts } from '../../lib/text.ts'
import type { FeedbackPages } from '../../publish/pages/feedback/feedback-pages.ts'
import type { FeedbackDesk } from '../../record/feedback/feedback-desk.ts'
import type { Repeats } from '../askers/repeats.ts'
import type { SecurityPolicy } from '../sending/page-headers.ts'
import type { SendRefusal } from '../refusals/refusal.ts'

/** What feedback is taken with. */
export interface FeedbackDeps {
  readonly desk: FeedbackDesk
  readonly pages: FeedbackPages
  readonly clock: Clock
}

export interface FeedbackRoutes extends FeedbackDeps {
  readonly texts: Texts
  readonly refuse: SendRefusal
  readonly security: SecurityPolicy
}

/** Answers a request that is not to be taken; what it lets through goes on. */
type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

export interface FeedbackAtLocale extends FeedbackRoutes {
  readonly locale: Locale
  /** Other sites' pages are refused. */
  readonly ownPages: Guard
  /** Whoever plays with a form has to wait. */
  readonly slowDown: Guard
  readonly repeats: Repeats
}
