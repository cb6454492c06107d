import type { FastifyInstance } from 'fastify'

import type { Config } from './config/config.ts'
import type { Environment } from './config/environment.ts'
import { buildServer } from './http/server.ts'
import type { Clock } from './lib/clock.ts'
import type { Log } from './lib/log.ts'
import type { Templates } from './lib/templates.ts'
import type { Texts } from './lib/text.ts'
import { digestOf, type Tokens } from './lib/tokens.ts'
import { webhookSecret } from './notify/transports/webhook-signature.ts'
import type { RunnableProbe } from './probe/runnable-probe.ts'
import { scriptHash } from './publish/pages/frame.ts'
import type { Offers } from './publish/pages/page-context.ts'
import type { Site } from './publish/site.ts'
import type { ReadinessWatch } from './readiness.ts'
import { createVoteCounter } from './record/articles/vote.ts'
import { heartbeat } from './record/beat.ts'
import type { FeedbackDesk } from './record/feedback/feedback-desk.ts'
import { recordHotline } from './record/hotline.ts'
import type { OperatorWatch } from './record/notices/operator-watch.ts'
import type { Intake } from './record/intake.ts'
import type { Reports } from './record/reports/reports.ts'
import type { Addresses } from './record/subscribers/subscriber-desk.ts'
import type { Scheduler } from './schedule/scheduler.ts'
import type { Db } from './store/open.ts'

/** The parts that answer requests, or that requests are handed to. */
export interface ServedParts {
  readonly config: Config
  readonly environment: Pick<Environment, 'trustProxy'>
  readonly db: Db
  readonly texts: Texts
  readonly templates: Templates
  readonly clock: Clock
  readonly log: Log
  readonly tokens: Tokens
  readonly site: Site
  readonly addresses: Addresses
  readonly offers: Offers
  readonly readiness: Pick<ReadinessWatch, 'read'>
  readonly operatorWatch: Pick<OperatorWatch, 'read'>
  readonly intake: Pick<Intake, 'waiting'>
  readonly scheduler: Pick<Scheduler, 'stats'>
  /** Absent where nobody is asked to report. */
  readonly reports: Reports | undefined
  /** Somebody is to be told. */
  readonly poke: () => void
}

/** The web server over all parts, not yet listening: what each route is given, and nothing that it does. */
export function siteServer(parts: ServedParts): FastifyInstance {
  const { config, environment, db, texts, templates, clock, log, tokens, site, poke } = parts
  const { addresses, offers, readiness, operatorWatch, intake, scheduler, reports } = parts
  const { wallet, probes, notices, signals } = config
  const { zone, publicUrl } = wallet.page
  return buildServer({
    keeper: site,
    texts,
    log,
    health: {
      readiness: () => readiness.read(),
      stats: () => ({
        observationsWaiting: intake.waiting(),
        ...scheduler.stats(),
        ...operatorWatch.read(),
      }),
    },
    heartbeats: {
      tokens: heartbeatDigests(probes),
      beat: (beat) => heartbeat(db, beat, clock()),
    },
    ...(signals !== undefined && {
      signals: {
        token: digestOf(signals.token),
        record: (told) => recordHotline({ db, wallet, keptMs: wallet.retention.callsMs }, told, clock()),
      },
    }),
    askedOutage: site.askedOutage,
    topUp: site.topUp,
    hotline: site.hotline,
    verify: { pages: site.verify, clock },
    articles: { pages: site.help, countVote: createVoteCounter({ db, zone }), clock },
    subscriptions: {
      desk: {
        db,
        wallet,
        tokens,
        addresses,
        ...(notices.sms && { smsPerHour: notices.sms.askedPerHour }),
      },
      personal: site.personal,
      clock,
      webhookSecret: ({ id, settings: { keyVersion = '1' } }) => webhookSecret(tokens, id, keyVersion),
      onAsked: poke,
    },
    ...(wallet.feedback !== undefined && {
      feedback: { desk: { db, wallet, tokens, ...mailReader(addresses) }, pages: site.feedback, clock },
    }),
    losses: { desk: { db, tokens, texts, zone }, pages: site.losses, clock, onReported: poke },
    ...(reports && { reports: { reports, wallet, clock } }),
    pictures: site.pictures,
    ...(offers.pushKey !== undefined && {
      push: { serviceWorker: templates.render('assets/sw.js', { locale: 'en', key: offers.pushKey }) },
    }),
    trustProxy: environment.trustProxy,
    security: {
      https: publicUrl.startsWith('https://'),
      scriptHashes: ['assets/age.js', 'assets/push.js'].map((name) =>
        scriptHash(templates.render(name, { locale: 'en' })),
      ),
    },
  })
}

/** How feedback reads the mail addresses that letters go to; nothing where no mail is sent. */
function mailReader(addresses: Addresses): Pick<FeedbackDesk, 'readMail'> {
  if (!addresses.offered.includes('email')) return {}
  return {
    readMail(address) {
      const reading = addresses.read('email', { address })
      return reading.ok ? reading.address : undefined
    },
  }
}

/** SHA-256 of each heartbeat's token in hex, by probe id: what is compared is never the token itself. */
function heartbeatDigests(probes: readonly RunnableProbe[]): Map<string, string> {
  return new Map(
    probes.flatMap((probe) => {
      if (probe.kind !== 'heartbeat') return []
      return [[probe.id, digestOf(probe.options.token)]]
    }),
  )
}
