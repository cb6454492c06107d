import path from 'node:path'

import type { Test } from 'tap'

import { startApp, type App } from '../../src/app.ts'
import type { Config } from '../../src/config/config.ts'
import type { Change } from '../../src/domain/change.ts'
import type { State } from '../../src/domain/state.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { changesBetween } from '../../src/store/changes.ts'
import { incidentsBetween, openIncidents, type StoredIncident } from '../../src/store/incidents/incidents.ts'
import { DATABASE_FILE, openStore, type Db } from '../../src/store/open.ts'
import { componentStates } from '../../src/store/states.ts'
import { eventually } from './eventually.ts'
import { flowConfig, flowVariables } from './flow-config.ts'
import { keepLog, WARN, type LogLine } from './log-lines.ts'
import { temporaryFolder } from './store.ts'

const TEMPLATES = path.resolve(import.meta.dirname, '../../templates')
const ALWAYS = { fromAt: 0, toAt: Number.MAX_SAFE_INTEGER }

/** The whole product over a pretend wallet of its own, on free ports and a fresh data folder. */
export interface TestApp {
  /** The page's address as it is now: a restart takes another port. */
  url(): string
  readonly sandbox: Sandbox
  readonly config: Config
  readonly variables: Readonly<Record<string, string>>
  readonly dataFolder: string
  readonly file: string
  /** A connection of the test's own to read with. */
  readonly db: Db
  readonly lines: readonly LogLine[]
  /** The log word for word. */
  logText(): string
  /** A page as it is served; throws unless it answers 200. */
  page(path: string): Promise<string>
  /** What /readyz says: per part, and how many observations wait to be stored. */
  readiness(): Promise<Readiness>
  summary(): Promise<Summary>
  states(): Promise<Record<string, State>>
  changes(componentId: string): Promise<Change[]>
  /** Every incident there is, drafts and dropped ones too, oldest first. */
  incidents(): Promise<StoredIncident[]>
  /** Resolves when each of these components is in its state and the home page has been made since. */
  until(wanted: Readonly<Record<string, State>>): Promise<void>
  /** Resolves when every component that is looked at has been seen to work: before that, no failure turns it red. */
  allSeen(): Promise<void>
  /** Resolves with the first incident of which this holds. */
  incident(what: string, holds: (incident: StoredIncident) => boolean): Promise<StoredIncident>
  /** The time by the app's clock. */
  now(): number
  /** Puts the app's clock forward, as for a machine that was asleep; the pretend wallet's stays. */
  leap(ms: number): void
  stop(): Promise<void>
  start(): Promise<void>
}

/** What the stories read of /readyz. */
interface Readiness {
  readonly ok: boolean
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly note?: string }>>
  readonly stats: { readonly observationsWaiting: number }
}

/** What the stories read of /api/v2/summary.json. */
export interface Summary {
  readonly status: { readonly indicator: string; readonly description: string }
  readonly incidents: readonly {
    readonly id: string
    readonly status: string
    readonly name: string
    readonly impact: string
    readonly incident_updates: readonly { readonly status: string; readonly body: string }[]
  }[]
  readonly scheduled_maintenances: readonly {
    readonly status: string
    readonly name: string
    readonly scheduled_for: string
    readonly scheduled_until: string
    readonly incident_updates: readonly { readonly body: string }[]
  }[]
  readonly components: readonly { readonly name: string; readonly status: string }[]
}

interface Settings {
  /** Components to keep of the stories' wallet, with their parts; all of them unless said. */
  readonly only?: readonly string[]
  /** Variables of the stories' wallet, such as RESOLVE_AFTER. */
  readonly variables?: Readonly<Record<string, string>>
  /** Faults in force before anybody looks. */
  readonly faults?: readonly object[]
  /** How subscribers are told, in place of what the file says. */
  readonly notices?: Partial<Config['notices']>
  /** How feedback is taken; without, it is not. */
  readonly feedback?: NonNullable<Config['wallet']['feedback']>
  /** Who is told of what waits for an operator. */
  readonly operators?: Config['operators']
  /** Where the pages that are needed most are kept as files. */
  readonly staticFolder?: string
  /** Where mail is handed over. */
  readonly smtpUrl?: string
  /** What tokens and keys are made of; without, the app keeps one in its data folder. */
  readonly secretKey?: string
}

export async function startTestApp(t: Test, settings: Settings = {}): Promise<TestApp> {
  const sandbox = await startSandbox({ port: 0, clock: systemClock, credit: { meanMs: 100, spreadMs: 0 } })
  t.teardown(() => sandbox.close())
  for (const fault of settings.faults ?? []) sandbox.faults.add(fault)
  const dataFolder = await temporaryFolder(t)
  const variables = { ...flowVariables(sandbox), ...settings.variables }
  const plain = flowConfig(variables, settings.only)
  const { feedback, operators = [] } = settings
  const config = {
    ...plain,
    wallet: { ...plain.wallet, ...(feedback && { feedback }) },
    notices: { ...plain.notices, ...settings.notices },
    operators,
  }
  const { smtpUrl, secretKey, staticFolder } = settings
  const secrets = {
    ...(smtpUrl !== undefined && { smtpUrl }),
    ...(secretKey !== undefined && { secretKey }),
    ...(staticFolder !== undefined && { staticFolder }),
  }
  const kept = keepLog()

  let app: App | undefined
  let leaptMs = 0
  const now = (): number => systemClock() + leaptMs
  const start = async (): Promise<void> => {
    app = await startApp({
      config,
      environment: { host: '127.0.0.1', port: 0, dataFolder, trustProxy: false, ...secrets },
      templatesFolder: TEMPLATES,
      clock: now,
      log: kept.log,
      // A thread of its own would keep the machine's time rather than the story's.
      notifies: 'here',
    })
  }
  const stop = async (): Promise<void> => {
    const running = app
    app = undefined
    await running?.stop()
  }
  await start()
  t.teardown(stop)
  const file = path.join(dataFolder, DATABASE_FILE)
  const { db, close } = await openStore({ file })
  t.teardown(close)

  const url = (): string => {
    if (app === undefined) throw new Error('The app is not running.')
    return app.url
  }
  const page = async (address: string): Promise<string> => {
    const answer = await fetch(url() + address)
    const body = await answer.text()
    if (answer.status !== 200) {
      const troubles = kept.lines.filter(({ level }) => level >= WARN)
      throw new Error(`${address} answered ${answer.status}: ${JSON.stringify(troubles)}`)
    }
    return body
  }
  const states = async () =>
    Object.fromEntries([...(await componentStates(db))].map(([id, { state }]) => [id, state]))
  const incidents = async () => {
    const published = await incidentsBetween(db, { ...ALWAYS, publication: 'published' })
    const dropped = await incidentsBetween(db, { ...ALWAYS, publication: 'dropped' })
    const drafts = (await openIncidents(db)).filter(({ publication }) => publication === 'draft')
    return [...published, ...dropped, ...drafts].toSorted((a, b) => a.startedAt - b.startedAt)
  }

  return {
    url,
    sandbox,
    config,
    variables,
    dataFolder,
    file,
    db,
    lines: kept.lines,
    logText: kept.text,
    page,
    readiness: async () => JSON.parse(await (await fetch(`${url()}/readyz`)).text()),
    summary: async () => JSON.parse(await page('/api/v2/summary.json')),
    states,
    changes: (componentId) => changesBetween(db, { ...ALWAYS, componentIds: [componentId] }),
    incidents,
    until: (wanted) => untilStates(wanted, states),
    allSeen: () => {
      const looked = config.probes.filter(({ kind }) => kind !== 'heartbeat')
      return untilStates(
        Object.fromEntries(looked.map(({ componentId }) => [componentId, 'operational'] as const)),
        states,
      )
    },
    incident: (what, holds) => eventually(what, async () => (await incidents()).find(holds)),
    now,
    leap(ms) {
      leaptMs += ms
    },
    stop,
    start,
  }
}

async function untilStates(
  wanted: Readonly<Record<string, State>>,
  states: () => Promise<Record<string, State>>,
): Promise<void> {
  let seen: Record<string, State> = {}
  const arrived = async (): Promise<boolean> => {
    seen = await states()
    return Object.entries(wanted).every(([id, state]) => seen[id] === state)
  }
  await eventually(JSON.stringify(wanted), arrived).catch((error: unknown) => {
    throw new Error(`States were ${JSON.stringify(seen)} in the end.`, { cause: error })
  })
}
