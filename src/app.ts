import path from 'node:path'

import type { Config } from './config/config.ts'
import type { Environment } from './config/environment.ts'
import type { Clock } from './lib/clock.ts'
import type { Log } from './lib/log.ts'
import { repeat } from './lib/repeat.ts'
import { loadTemplates } from './lib/templates.ts'
import { loadTexts } from './lib/text.ts'
import { notifierApart } from './notifier-thread/notifier-apart.ts'
import { readOperators } from './notify/operators.ts'
import { openWays, startNotifying } from './notifier-thread/notifying.ts'
import { createProber } from './probe/prober.ts'
import { createStandingCopy } from './publish/copy/standing-copy.ts'
import { createSite } from './publish/site.ts'
import { createReadiness } from './readiness.ts'
import { regularWork } from './regular-work.ts'
import { createIntake } from './record/intake.ts'
import { createOperatorWatch } from './record/notices/operator-watch.ts'
import { syncOperators } from './record/notices/sync-operators.ts'
import { createObserver } from './record/observe.ts'
import type { Recorded } from './record/recorded.ts'
import { createReports } from './record/reports/reports.ts'
import { serversTokens } from './record/subscribers/servers-tokens.ts'
import { createScheduler } from './schedule/scheduler.ts'
import { siteServer } from './site-server.ts'
import { StoreUnavailable } from './store/errors.ts'
import { heartbeatOf } from './store/observations/heartbeats.ts'
import { DATABASE_FILE, openStore } from './store/open.ts'
import { claimServing } from './store/serving.ts'
import { addressesOf, offersOf } from './subscribing.ts'

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
  /** Whether letters are written and sent in a thread of their own, which keeps the machine's time, or on this one. */
  readonly notifies: 'apart' | 'here'
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

/**
 * Builds every part in the order data flows and starts them. Deliberately one straight line: what comes later may use what
 * stands above, and nothing else. What each route is given says `site-server.ts`, what is done again and again
 * `regular-work.ts`. Throws, with everything stopped that was started, when a part cannot start.
 */
export async function startApp({
  config,
  environment,
  templatesFolder,
  clock,
  log,
  notifies,
}: AppOptions): Promise<App> {
  const { wallet, probes, canaries, publishing, notices, operators, articles } = config
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
  const notifying = { wallet, notices, operators, environment }
  const ways = openWays(notifying, { texts, templates, tokens, clock })
  started.defer(() => ways.close())
  const { transports } = ways
  const addresses = addressesOf(transports, notices.sms)
  const offers = offersOf(addresses, tokens)

  const site = createSite({ db, wallet, probes, texts, templates, clock, log, offers, articles })
  started.defer(() => site.stop())

  const observer = createObserver({ db, wallet, probes, publishing, texts, log })
  await observer.restore(clock())
  const poke = (): void => notifier.poke()
  const onRecorded = ({ recheck, published }: Recorded): void => {
    for (const probeId of recheck) scheduler.recheck(probeId)
    if (!published) return
    site.invalidate('changed')
    poke()
  }
  const onStored = (recorded: Recorded): void => {
    readiness.stored()
    onRecorded(recorded)
  }
  const intake = createIntake({ observer, clock, log, onRecorded: onStored })
  started.defer(() => intake.close())
  const readiness = createReadiness({
    store,
    intake,
    keeper: site,
    notifierFails: () => apart?.fails() ?? false,
    probes,
    clock,
  })
  await readiness.checkStore()

  const { reachable, unreachable } = readOperators(operators, transports)
  for (const { transport, problem } of unreachable)
    log.warn({ transport, problem }, 'An operator cannot be told.')
  await syncOperators(db, reachable, clock())
  const operatorWatch = createOperatorWatch({ db, texts, log })
  const apart =
    notifies === 'apart'
      ? notifierApart(
          { ...notifying, templatesFolder, logLevel: log.level },
          { db, offered: addresses.offered, clock, log },
        )
      : undefined
  const notifier =
    apart ?? (await startNotifying(notifying, { texts, templates, tokens, clock, db, transports, log }))
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

  const server = siteServer({
    config,
    environment,
    db,
    texts,
    templates,
    clock,
    log,
    tokens,
    site,
    addresses,
    offers,
    readiness,
    operatorWatch,
    intake,
    scheduler,
    reports,
    poke,
  })
  started.defer(() => server.close())
  await site.refresh()
  const url = await server.listen({ host: environment.host, port: environment.port })

  scheduler.start()
  started.defer(() => scheduler.stop())
  const { staticFolder } = environment
  const copy =
    staticFolder === undefined
      ? undefined
      : createStandingCopy({
          keeper: site,
          articles,
          texts,
          zone: wallet.page.zone,
          folder: staticFolder,
          clock,
          log,
        })
  const regular = {
    config,
    store,
    texts,
    clock,
    intake,
    observer,
    readiness,
    keeper: site,
    operatorWatch,
    reports,
    copy,
    onRecorded,
    poke,
    notifierWrites: () => apart?.writes() ?? false,
  }
  for (const { everyMs, name, work } of await regularWork(regular)) {
    const repeated = repeat(everyMs, { work, onError: complain(`Regular work failed: ${name}`) })
    started.defer(() => repeated.stop())
  }

  const running = started.move()
  return { url, stop: () => running.disposeAsync() }

  function complain(message: string): (error: unknown) => void {
    return (error) => {
      // That the store is away the intake says once, and again when it is back.
      if (!(error instanceof StoreUnavailable)) log.error({ err: error }, message)
    }
  }
}
