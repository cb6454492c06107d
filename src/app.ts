import path from 'node:path'

import type { Config } from './config/config.ts'
import type { Environment } from './config/environment.ts'
import { buildServer } from './http/server.ts'
import type { Clock } from './lib/clock.ts'
import type { Log } from './lib/log.ts'
import { repeat } from './lib/repeat.ts'
import { loadTemplates } from './lib/templates.ts'
import { loadTexts } from './lib/text.ts'
import { digestOf } from './lib/tokens.ts'
import { systemLookup } from './lib/outbound/name-lookup.ts'
import { createOutbound } from './lib/outbound/outbound.ts'
import { createMessages } from './notify/message/messages.ts'
import { startNotifier } from './notify/notifier.ts'
import { readOperators } from './notify/operators.ts'
import { createTransports } from './notify/transports/transports.ts'
import { trustedRules } from './notify/transports/trusted-rules.ts'
import { webhookSecret } from './notify/transports/webhook-signature.ts'
import { createProber } from './probe/prober.ts'
import type { RunnableProbe } from './probe/runnable-probe.ts'
import { createStandingCopy } from './publish/copy/standing-copy.ts'
import { scriptHash } from './publish/pages/frame.ts'
import { createSite } from './publish/site.ts'
import { createReadiness } from './readiness.ts'
import { createVoteCounter, forgetVotes } from './record/articles/vote.ts'
import { heartbeat } from './record/beat.ts'
import { recordHotline } from './record/hotline.ts'
import { createIntake } from './record/intake.ts'
import { forgetTickets } from './record/feedback/forget-tickets.ts'
import { tellOperatorsOfFeedback } from './record/feedback/tell-operators.ts'
import { createObserver } from './record/observe.ts'
import { syncOperators } from './record/notices/sync-operators.ts'
import { tellOfMany } from './record/losses/tell-of-many.ts'
import type { Recorded } from './record/recorded.ts'
import { confirmByTransport } from './record/subscribers/confirm.ts'
import { forgetOutlived } from './record/subscribers/leave.ts'
import { createReports } from './record/reports/reports.ts'
import { serversTokens } from './record/subscribers/servers-tokens.ts'
import { createScheduler } from './schedule/scheduler.ts'
import { sweepDeliveries } from './store/deliveries.ts'
import { addressesOf, offersOf } from './subscribing.ts'
import { StoreUnavailable } from './store/errors.ts'
import { sweepReportHours } from './store/reports/hours.ts'
import { heartbeatOf } from './store/heartbeats.ts'
import { sweepCalls } from './store/hotline.ts'
import { sweepLosses } from './store/losses.ts'
import { DATABASE_FILE, openStore } from './store/open.ts'
import { rollUp } from './store/rollups/rollups.ts'
import { sweepAll } from './store/rollups/sweep.ts'
import { claimServing } from './store/serving.ts'

export interface AppOptions {
  readonly config: Config
  readonly environment: Pick<
    Environment,
    'host' | 'port' | 'dataFolder' | 'trustProxy' | 'staticFolder' | 'smtpUrl' | 'secretKey'
  >
  /** Where templates/ lies. */
  readonly templatesFolder: string
  readonly clock: Clock
  readonly log: Log
}

export interface App {
  /** Where it answers, such as `http://127.0.0.1:3000`. */
  readonly url: string
  /** Stops what was started, last first; what was observed is stored before the database closes. */
  stop(): Promise<void>
}

/** Where we look from; a quorum of places will need more than one. */
const PLACE = 'here'
/** Most looks at the same time; each holds a socket and, over TLS, some CPU. */
const CONCURRENT_LOOKS = 128

const FLUSH_EVERY_MS = 200
const TICK_EVERY_MS = 1_000
/** /readyz tells what was found last: each try writes, and waits on the only thread while the database is locked. */
const CHECK_STORE_EVERY_MS = 5_000
const HOUSEKEEPING_EVERY_MS = 60_000
/** How long a word on many loss notices stands before the next. */
const MANY_LOSSES_EVERY_MS = 60_000
/** How old the files in STATIC_DIR are at most, while this process lives. */
const COPY_EVERY_MS = 5_000
/** How soon words entered from another process (`wallet-status incident …`) are on the page. */
const NOTICE_OTHERS_EVERY_MS = 500
/** Of an exchange with an address that a subscriber gave us. */
const OUTBOUND = { timeoutMs: 20_000, maxBodyBytes: 16_384 } as const
/** Each step is a short transaction; what is left waits a minute. */
const ROLL_UP_STEPS = 200
/** Each step keeps the thread for some ten milliseconds. */
const SWEEP_ROWS = 2_000
/** Of each minute, so much at most goes into sweeping; what ten thousand probes leave behind in an hour takes this once or twice. */
const SWEEP_BUDGET_MS = 5_000

/**
 * Builds every part in the order data flows and starts them; the one file that knows all of them. Deliberately one
 * straight line: what comes later may use what stands above, and nothing else. Throws, with everything stopped that
 * was started, when a part cannot start.
 */
export async function startApp({
  config,
  environment,
  templatesFolder,
  clock,
  log,
}: AppOptions): Promise<App> {
  const { wallet, probes, canaries, publishing, retention, notices, operators, articles, signals } = config
  await using started = new AsyncDisposableStack()

  const texts = loadTexts(path.join(templatesFolder, 'locales'))
  const templates = loadTemplates(templatesFolder, texts)
  const file = path.join(environment.dataFolder, DATABASE_FILE)
  const serving = claimServing(file)
  started.defer(() => serving.release())
  const store = await openStore({ file, log })
  started.defer(() => store.close())
  const { db } = store

  const tokens = await serversTokens(db, environment)
  const outbound = createOutbound({ ...notices.outbound, ...OUTBOUND })
  started.defer(() => outbound.close())
  const trusted = createOutbound({ ...trustedRules(notices), ...OUTBOUND }, { lookup: systemLookup })
  started.defer(() => trusted.close())
  const { publicUrl } = wallet.page
  const { smtpUrl } = environment
  const settings = { ...notices, publicUrl, ...(smtpUrl !== undefined && { smtpUrl }) }
  const transports = createTransports({ settings, outbound, trusted, templates, texts, tokens, clock })
  const addresses = addressesOf(transports, notices.sms)
  const offers = offersOf(addresses, tokens)

  const keeper = createSite({ db, wallet, probes, texts, templates, clock, log, offers, articles })
  started.defer(() => keeper.stop())

  const observer = createObserver({ db, wallet, probes, publishing, texts, log })
  await observer.restore(clock())
  const onRecorded = ({ recheck, published }: Recorded): void => {
    for (const probeId of recheck) scheduler.recheck(probeId)
    if (!published) return
    keeper.invalidate('changed')
    notifier.poke()
  }
  const onStored = (recorded: Recorded): void => {
    readiness.stored()
    onRecorded(recorded)
  }
  const intake = createIntake({ observer, clock, log, onRecorded: onStored })
  started.defer(() => intake.close())
  const readiness = createReadiness({ store, intake, keeper, probes, clock })
  await readiness.checkStore()

  const { reachable, unreachable } = readOperators(operators, transports)
  for (const { transport, problem } of unreachable)
    log.warn({ transport, problem }, 'An operator cannot be told.')
  await syncOperators(db, reachable, clock())
  const notifier = await startNotifier({
    db,
    components: wallet.components,
    zone: wallet.page.zone,
    publicUrl,
    transports,
    messages: createMessages({ wallet, texts }),
    tokens,
    perHour: notices.perHour,
    operators: new Map(reachable.map(({ name, recipient }) => [name, recipient])),
    onConfirmed: (num) => confirmByTransport({ db, wallet }, num, clock()),
    clock,
    log,
  })
  started.defer(() => notifier.stop())

  const prober = createProber({
    probes,
    canaries,
    place: PLACE,
    clock,
    log,
    lastBeat: (probeId) => heartbeatOf(db, probeId),
    onBlind: (gap) => observer.noteGap(gap).catch(complain('A gap could not be noted')),
  })
  started.defer(() => prober.stop())
  const scheduler = createScheduler({
    probes,
    concurrency: CONCURRENT_LOOKS,
    clock,
    log,
    run: async (probeId) => intake.push(await prober.look(probeId)),
  })

  const reports = wallet.reports && createReports({ db, wallet, settings: wallet.reports, tokens, texts })
  await reports?.restore(clock())
  started.defer(async () => {
    await reports?.work(clock()).catch(complain('The last reports could not be written down'))
  })

  const server = buildServer({
    keeper,
    texts,
    log,
    health: {
      readiness: () => readiness.read(),
      stats: () => ({ observationsWaiting: intake.waiting(), ...scheduler.stats() }),
    },
    heartbeats: {
      tokens: heartbeatDigests(probes),
      beat: (beat) => heartbeat(db, beat, clock()),
    },
    askedOutage: keeper.askedOutage,
    topUp: keeper.topUp,
    ...(signals !== undefined && {
      signals: {
        token: digestOf(signals.token),
        record: (told) => recordHotline({ db, wallet, keptMs: retention.callsMs }, told, clock()),
      },
    }),
    hotline: keeper.hotline,
    subscriptions: {
      desk: {
        db,
        wallet,
        tokens,
        addresses,
        ...(notices.sms && { smsPerHour: notices.sms.askedPerHour }),
      },
      personal: keeper.personal,
      clock,
      webhookSecret: ({ id, settings: { keyVersion = '1' } }) => webhookSecret(tokens, id, keyVersion),
      onAsked: () => notifier.poke(),
    },
    articles: { pages: keeper.help, countVote: createVoteCounter({ db, zone: wallet.page.zone }), clock },
    ...(wallet.feedback !== undefined && {
      feedback: { desk: { db, wallet, tokens }, pages: keeper.feedback, clock },
    }),
    verify: { pages: keeper.verify, clock },
    pictures: keeper.pictures,
    losses: {
      desk: { db, tokens, texts },
      pages: keeper.losses,
      zone: wallet.page.zone,
      clock,
      onReported: () => notifier.poke(),
    },
    ...(reports && { reports: { reports, wallet, clock } }),
    ...(offers.pushKey !== undefined && {
      push: { serviceWorker: templates.render('assets/sw.js', { locale: 'en', key: offers.pushKey }) },
    }),
    trustProxy: environment.trustProxy,
    security: {
      https: wallet.page.publicUrl.startsWith('https://'),
      scriptHashes: ['assets/age.js', 'assets/push.js'].map((name) =>
        scriptHash(templates.render(name, { locale: 'en' })),
      ),
    },
  })
  started.defer(() => server.close())
  await keeper.refresh()
  const url = await server.listen({ host: environment.host, port: environment.port })

  scheduler.start()
  started.defer(() => scheduler.stop())
  const regularly = (everyMs: number, name: string, work: () => Promise<unknown>): void => {
    const repeated = repeat(everyMs, { work, onError: complain(`Regular work failed: ${name}`) })
    started.defer(() => repeated.stop())
  }
  regularly(FLUSH_EVERY_MS, 'flush', () => intake.flush(clock()))
  regularly(TICK_EVERY_MS, 'tick', async () => onRecorded(await observer.tick(clock())))
  if (reports !== undefined) {
    regularly(TICK_EVERY_MS, 'hear reports', async () => {
      const { published } = await reports.work(clock())
      onRecorded({ changes: [], recheck: [], published })
    })
  }
  regularly(CHECK_STORE_EVERY_MS, 'check the store', () => readiness.checkStore())
  regularly(HOUSEKEEPING_EVERY_MS, 'roll up', () =>
    rollUp(db, { now: clock(), zone: wallet.page.zone, steps: ROLL_UP_STEPS }),
  )
  regularly(HOUSEKEEPING_EVERY_MS, 'forget subscribers', () => forgetOutlived({ db }, clock()))
  regularly(HOUSEKEEPING_EVERY_MS, 'forget votes', () => forgetVotes({ db, zone: wallet.page.zone }, clock()))
  regularly(HOUSEKEEPING_EVERY_MS, 'forget tickets', () => forgetTickets({ db, wallet }, clock()))
  regularly(HOUSEKEEPING_EVERY_MS, 'tell of feedback', async () => {
    if (await tellOperatorsOfFeedback({ db, wallet, texts }, clock())) notifier.poke()
  })
  regularly(MANY_LOSSES_EVERY_MS, 'tell of many losses', async () => {
    if ((await tellOfMany({ db, texts }, clock())) > 0) notifier.poke()
  })
  regularly(HOUSEKEEPING_EVERY_MS, 'sweep losses', () =>
    sweepLosses(db, { before: clock() - retention.lossesMs, limit: SWEEP_ROWS }),
  )
  // Apart from rolling up, so that trouble with the one never stops the other for good.
  regularly(HOUSEKEEPING_EVERY_MS, 'sweep deliveries', () =>
    sweepDeliveries(db, { before: clock() - retention.deliveriesMs, limit: SWEEP_ROWS }),
  )
  regularly(HOUSEKEEPING_EVERY_MS, 'sweep calls', () =>
    sweepCalls(db, { before: clock() - retention.callsMs, limit: SWEEP_ROWS }),
  )
  regularly(HOUSEKEEPING_EVERY_MS, 'sweep reports', () =>
    sweepReportHours(db, { before: clock() - retention.reportsMs }),
  )
  regularly(HOUSEKEEPING_EVERY_MS, 'sweep', () => {
    const endAt = performance.now() + SWEEP_BUDGET_MS
    const enough = (): boolean => performance.now() >= endAt
    return sweepAll(db, { now: clock(), ...retention, limit: SWEEP_ROWS, enough })
  })
  const { staticFolder } = environment
  if (staticFolder !== undefined) {
    const copy = createStandingCopy({
      keeper,
      articles,
      texts,
      zone: wallet.page.zone,
      folder: staticFolder,
      clock,
      log,
    })
    regularly(COPY_EVERY_MS, 'keep a copy of the pages', copy)
  }
  let others = await store.othersToken()
  regularly(NOTICE_OTHERS_EVERY_MS, 'notice others', async () => {
    // Pages age whether or not anything can be recorded; that nothing was for long is what they must show then.
    keeper.invalidate('aged')
    const token = await store.othersToken()
    if (token !== others) {
      keeper.invalidate('changed')
      notifier.poke()
    }
    others = token
  })

  const running = started.move()
  return { url, stop: () => running.disposeAsync() }

  function complain(message: string): (error: unknown) => void {
    return (error) => {
      // That the store is away the intake says once, and again when it is back.
      if (!(error instanceof StoreUnavailable)) log.error({ err: error }, message)
    }
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
