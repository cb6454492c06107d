import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import path from 'node:path'

import { startApp } from '../app.ts'
import type { Config } from '../config/config.ts'
import { type Environment, readEnvironment } from '../config/environment.ts'
import { loadConfig } from '../config/load.ts'
import { type Clock, systemClock } from '../lib/clock.ts'
import { createLog, type Log } from '../lib/log.ts'
import { startCallCentre } from '../sandbox/call-centre.ts'
import { startReportingJob } from '../sandbox/reporting-job.ts'
import { writePast } from '../sandbox/past/write-past.ts'
import { type Sandbox, startSandbox } from '../sandbox/start-sandbox.ts'
import { DATABASE_FILE, openStore } from '../store/open.ts'
import type { Command } from './command.ts'
import { demoInvitation } from './demo-invitation.ts'
import { DEFAULT_PORT } from './sandbox.ts'
import { listening } from './port-taken.ts'
import { TEMPLATES_FOLDER } from './serve.ts'

/** The shipped configuration at the pace of somebody who watches: seconds where a real page takes minutes. */
const DEMO_PACE = {
  PROBE_EVERY: '5s',
  TOP_UP_EVERY: '10s',
  RECHECK: '1s',
  MAJOR_AFTER: '3',
  RECOVER_AFTER: '3',
  RECOVER_FOR: '8s',
  FLAPS_PER_HOUR: '100',
  PUBLISH_AFTER: '5s',
  RESOLVE_AFTER: '20s',
  NOTICES_PER_HOUR: '200',
} as const

/** The pretend settlement job reports far more often than it has to. */
const REPORT_EVERY_MS = 60_000

/** The contact of the shipped configuration that the pretend call centre answers for, and how often it tells of its queue. */
const HOTLINE = 'hotline'
const CALLS_EVERY_MS = 20_000

/** As long as in the made-up past, so that charts go on where it ends. */
const USUAL_ANSWER = { meanMs: 60, spreadMs: 25 } as const

const EXAMPLE = path.resolve(import.meta.dirname, '../../data/wallet.yaml')
const DATA_FOLDER = 'data/demo'
const PAST = path.resolve(import.meta.dirname, '../../data/demo-past.yaml')

export const demoCommand: Command = {
  name: 'demo',
  summary: 'Show a status page over a pretend wallet that you can break.',
  usage: [
    'wallet-status demo',
    '',
    'Starts the pretend wallet on SANDBOX_PORT (4010), probes it for real every few seconds, and serves its status page',
    'on PORT (3000). The ninety days before are made up, and every page says so. Data is kept in DATA_DIR (data/demo).',
    'Its mails, unless SMTP_URL names a mail server, and webhooks sent to /room end in the pretend wallet, at /mailbox and',
    '/room there; the mail server takes the second port after SANDBOX_PORT.',
    'Break it from a second terminal:  npx wallet-status sandbox fault topup --bank harbour',
    'and heal it again:                npx wallet-status sandbox heal',
  ].join('\n'),
  async run(_args, io) {
    const environment = readEnvironment({ DATA_DIR: DATA_FOLDER, LOG_LEVEL: 'warn', ...io.env })
    const sandboxPort = Number(io.env['SANDBOX_PORT'] ?? DEFAULT_PORT)
    const log = createLog(environment.logLevel)
    const clock = systemClock
    await using started = new AsyncDisposableStack()

    const sandbox = await listening('SANDBOX_PORT', async () =>
      startSandbox({ port: sandboxPort, clock, log, answer: USUAL_ANSWER }),
    )
    started.defer(() => sandbox.close())
    const config = asDemo(
      loadConfig(EXAMPLE, {
        PUBLIC_URL: publicUrl(environment),
        SANDBOX_URL: sandbox.url,
        NEIGHBOUR_PORT: new URL(sandbox.neighbourUrl).port,
        ...DEMO_PACE,
        ...io.env,
      }),
      sandbox,
    )
    await prepare({ config, environment, clock, log })
    const app = await listening('PORT', async () =>
      startApp({
        config,
        environment: { smtpUrl: sandbox.smtpUrl, ...environment },
        templatesFolder: TEMPLATES_FOLDER,
        clock,
        log,
        notifies: 'apart',
      }),
    )
    started.defer(() => app.stop())
    for (const probe of config.probes) {
      if (probe.kind !== 'heartbeat') continue
      const url = `${app.url}/api/v1/heartbeats/${probe.id}`
      const job = await startReportingJob({ url, token: probe.options.token, everyMs: REPORT_EVERY_MS, log })
      started.defer(() => job.stop())
    }

    if (config.signals !== undefined) {
      const centre = await startCallCentre({
        url: `${app.url}/api/v1/signals`,
        token: config.signals.token,
        contactId: HOTLINE,
        troubled: () => sandbox.faults.list().length > 0,
        everyMs: CALLS_EVERY_MS,
        clock,
        log,
      })
      started.defer(() => centre.stop())
    }

    const mailsLeave = environment.smtpUrl !== undefined
    const invitation = demoInvitation({
      pageUrl: app.url,
      sandboxUrl: sandbox.url,
      sandboxPort: sandbox.port,
      dataFolder: io.env['DATA_DIR'] ?? DATA_FOLDER,
      mailsLeave,
    })
    for (const line of invitation) io.out(line)
    if (!io.signal.aborted) await once(io.signal, 'abort')
    return 0
  },
}

function publicUrl({ port }: Environment): string {
  return `http://localhost:${port}`
}

/** Says on every page that it is one, and lets webhooks reach the pretend receiver, which no real page may. */
function asDemo(config: Config, sandbox: Pick<Sandbox, 'port'>): Config {
  const { wallet, notices } = config
  const { ports, allow } = notices.outbound
  return {
    ...config,
    wallet: { ...wallet, page: { ...wallet.page, demo: true } },
    notices: {
      ...notices,
      outbound: { ports: [...ports, sandbox.port], allow: [...allow, '127.0.0.0/8'] },
    },
  }
}

/** Ninety days to look back on, written before anybody looks. */
async function prepare(demo: {
  readonly config: Config
  readonly environment: Environment
  readonly clock: Clock
  readonly log: Log
}): Promise<void> {
  const { config, environment, clock, log } = demo
  mkdirSync(environment.dataFolder, { recursive: true })
  const store = await openStore({ file: path.join(environment.dataFolder, DATABASE_FILE), log })
  try {
    await writePast({ db: store.db, wallet: config.wallet, probes: config.probes, now: clock(), file: PAST })
  } finally {
    await store.close()
  }
}
