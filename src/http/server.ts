import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyServerOptions,
} from 'fastify'

import type { Log } from '../lib/log.ts'
import type { Texts } from '../lib/text.ts'
import type { AskedOutage } from '../publish/pages/outage/asked-outage.ts'
import type { Keeper } from '../publish/keeper/keeper.ts'
import type { SitePictures } from '../publish/pictures/site-pictures.ts'
import type { HotlinePages } from '../publish/pages/hotline/hotline-pages.ts'
import type { TopUpPages } from '../publish/pages/top-up/top-up-pages.ts'
import { takeJsonOrNothing } from './bodies.ts'
import { takeForms } from './forms/forms.ts'
import { createRefusals } from './refusals/refusal.ts'
import { refuseOtherMethods } from './refusals/other-methods.ts'
import { BARE_CSP, securityHeaders, type SecurityPolicy } from './sending/page-headers.ts'
import { createProblems } from './refusals/problems.ts'
import { createRawRefusal } from './refusals/raw-refusal.ts'
import { type HelpDeps, searchRoutes, voteRoutes } from './routes/help.ts'
import { healthRoutes, type HealthDeps } from './routes/health.ts'
import { heartbeatRoutes, type HeartbeatDeps } from './routes/heartbeat.ts'
import { feedbackRoutes } from './routes/feedback.ts'
import type { FeedbackDeps } from './routes/feedback-deps.ts'
import { feedRoutes } from './routes/feeds.ts'
import { hotlineRoutes } from './routes/hotline.ts'
import { lossRoutes, type LossDeps } from './routes/losses.ts'
import { FRESH, pageRoutes } from './routes/page.ts'
import { outageRoutes } from './routes/outage.ts'
import { pictureRoutes } from './routes/pictures.ts'
import { pushRoutes, type PushDeps } from './routes/push.ts'
import { signalRoutes, type SignalDeps } from './routes/signals.ts'
import { reportRoutes, type ReportDeps } from './routes/report.ts'
import { siteRoutes } from './routes/site.ts'
import { subscribeRoutes } from './routes/subscribe.ts'
import { subscriptionRoutes, type SubscriptionDeps } from './routes/subscriptions.ts'
import { summaryRoutes } from './routes/summary.ts'
import { topUpRoutes } from './routes/top-up.ts'
import { verifyRoutes, type VerifyDeps } from './routes/verify.ts'
import { createRawSender, createSender } from './sending/send-kept.ts'
import { type ShortPages, takeShortcut } from './sending/shortcut.ts'
import { strictSchemas } from './strict-schemas.ts'

export interface ServerDeps {
  readonly keeper: Keeper
  readonly texts: Texts
  readonly log: Log
  readonly health: HealthDeps
  readonly heartbeats: HeartbeatDeps
  /** Absent where nothing is searched and nobody votes. */
  readonly articles?: HelpDeps
  /** Answers to what people type before and after a call; absent where nothing typed is answered. */
  readonly hotline?: HotlinePages
  /** Absent where no other system may tell us anything. */
  readonly signals?: SignalDeps
  /** Absent where notices to browsers are not offered. */
  readonly push?: PushDeps
  /** Absent where nobody may type what they saw. */
  readonly askedOutage?: AskedOutage
  /** Answers on topping up; absent where what is typed is not answered. */
  readonly topUp?: TopUpPages
  /** Absent where nobody is asked to report. */
  readonly reports?: ReportDeps
  /** Absent where nobody can subscribe. */
  readonly subscriptions?: SubscriptionDeps
  /** Absent where nobody takes feedback. */
  readonly feedback?: FeedbackDeps
  /** Absent where nothing is checked for readers. */
  readonly verify?: VerifyDeps
  /** Absent where no pictures are made. */
  readonly pictures?: SitePictures
  /** Absent where nobody can report a loss. */
  readonly losses?: LossDeps
  /** Whether X-Forwarded-* is believed, and of whom: so many proxies in a row, or those at these addresses. */
  readonly trustProxy: boolean | number | string
  readonly security: SecurityPolicy
}

/** A phone on a bad network may be slow to ask, but it asks little. */
const LIMITS = {
  /** For the whole request to arrive, ms. */
  requestTimeout: 15_000,
  /** Longer than the 60 s after which proxies usually let go, so that it is they who close and never us, ms. */
  keepAliveTimeout: 65_000,
  /** Without a byte either way, ms. */
  connectionTimeout: 70_000,
  /** The largest thing anyone sends us is a heartbeat, bytes. */
  bodyLimit: 4_096,
} as const

const MAX_ID_LENGTH = 100
const MAX_HEADER_BYTES = 16_384
const HEADERS_TIMEOUT_MS = 10_000
/** How often slow ones are looked for; half a minute by itself, which would be the limit then. */
const TIMEOUTS_CHECKED_MS = 2_000

/** The web server, not yet listening. */
export function buildServer(deps: ServerDeps): FastifyInstance {
  const { keeper, texts, log, health, heartbeats, push, security } = deps
  const {
    askedOutage,
    articles,
    feedback,
    subscriptions,
    topUp,
    verify,
    pictures,
    hotline,
    losses,
    reports,
  } = deps
  const refuse = createRefusals(texts)
  const problems = createProblems({ keeper, refuse, log, send: createSender({ send: FRESH, security }) })
  const loggerInstance: FastifyBaseLogger = log
  const app = fastify({
    ...LIMITS,
    trustProxy: trusting(deps.trustProxy),
    http: {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUTS_CHECKED_MS,
    },
    clientErrorHandler: createRawRefusal(security),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_ID_LENGTH },
    // Requests are not logged one by one, and a logger of its own for each costs more than serving a page.
    logController: new LogController({ disableRequestLogging: true }),
    loggerInstance,
    childLoggerFactory: (logger) => logger,
    schemaController: strictSchemas,
    frameworkErrors: (error, request, reply) => void problems.failed(error, request, reply),
  })
  takeJsonOrNothing(app)
  app.setNotFoundHandler((request, reply) => problems.notFound(request, reply))
  app.setErrorHandler<FastifyError>((error, request, reply) => problems.failed(error, request, reply))
  app.addHook('onSend', (_request, reply, payload, done) => {
    for (const [name, value] of securityHeaders(security)) {
      // A page that is stricter stays so.
      if (!reply.hasHeader(name)) void reply.header(name, value)
    }
    if (!reply.hasHeader('Content-Security-Policy')) void reply.header('Content-Security-Policy', BARE_CSP)
    done(null, payload)
  })
  const refuseTheRest = refuseOtherMethods(app, refuse)
  pageRoutes(app, { keeper, security })
  topUpRoutes(app, { keeper, ...(topUp && { topUp }), security })
  summaryRoutes(app, { keeper, security })
  feedRoutes(app, { keeper, security, refuse })
  heartbeatRoutes(app, { ...heartbeats, refuse })
  if (deps.signals !== undefined) signalRoutes(app, { ...deps.signals, refuse })
  healthRoutes(app, health)
  if (push !== undefined) pushRoutes(app, push)
  siteRoutes(app)
  if (articles !== undefined) searchRoutes(app, { ...articles, keeper, security })
  if (pictures !== undefined) pictureRoutes(app, { pictures, refuse })
  // Apart, since only here forms are taken.
  void app.register(async (scope) => {
    takeForms(scope)
    if (articles !== undefined) voteRoutes(scope, { ...articles, keeper, refuse, security })
    outageRoutes(scope, { keeper, ...(askedOutage && { asked: askedOutage }), refuse, security })
    if (feedback !== undefined) feedbackRoutes(scope, { ...feedback, texts, refuse, security })
    if (verify !== undefined) verifyRoutes(scope, { ...verify, refuse, security })
    if (hotline !== undefined) {
      const send = createSender({ send: FRESH, security })
      hotlineRoutes(scope, { keeper, pages: hotline, refuse, send, security })
    }
    if (subscriptions !== undefined) {
      const routes = { ...subscriptions, texts, refuse, security }
      subscribeRoutes(scope, routes)
      subscriptionRoutes(scope, routes)
    }
    if (losses !== undefined) lossRoutes(scope, { ...losses, texts, log, refuse, security })
    if (reports !== undefined) reportRoutes(scope, { ...reports, refuse })
  })
  app.after(refuseTheRest)
  takeShortcut(app.server, {
    keeper,
    send: createRawSender({ send: FRESH, security }),
    pages: shortPages(articles),
  })
  return app
}

function shortPages(help: HelpDeps | undefined): ShortPages {
  const articles = help?.pages.ids ?? []
  return [
    { path: '', name: 'home' },
    ...(help === undefined ? [] : [{ path: '/help', name: 'help' } as const]),
    { path: '/help/outage', name: 'help-outage' },
    { path: '/help/top-up', name: 'help-top-up' },
    ...articles.map((id) => ({ path: `/help/${id}`, name: 'help-article', params: { id } }) as const),
  ]
}

/** Of the addresses on the way here only the nearest `trustProxy` are proxies of ours; fastify counts from 0. */
function trusting(trustProxy: ServerDeps['trustProxy']): NonNullable<FastifyServerOptions['trustProxy']> {
  return typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy
}
