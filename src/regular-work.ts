import type { Config } from './config/config.ts'
import type { Clock } from './lib/clock.ts'
import type { Texts } from './lib/text.ts'
import type { Keeper } from './publish/keeper/keeper.ts'
import type { ReadinessWatch } from './readiness.ts'
import { noticeOthers } from './notice-others.ts'
import { forgetVotes } from './record/articles/vote.ts'
import { forgetTickets } from './record/feedback/forget-tickets.ts'
import { tellIncidentOver } from './record/feedback/tell-incident-over.ts'
import { tellOperatorsOfFeedback } from './record/feedback/tell-operators.ts'
import { tellOfOverdue } from './record/feedback/tell-overdue.ts'
import type { Intake } from './record/intake.ts'
import { tellOfMany } from './record/losses/tell-of-many.ts'
import type { OperatorWatch } from './record/notices/operator-watch.ts'
import type { Observer } from './record/observe.ts'
import type { Recorded } from './record/recorded.ts'
import type { Reports } from './record/reports/reports.ts'
import { forgetOutlived } from './record/subscribers/leave.ts'
import { sweepDeliveries } from './store/notices/deliveries.ts'
import { sweepCalls } from './store/hotline.ts'
import { sweepLosses } from './store/losses.ts'
import type { Store } from './store/open.ts'
import { sweepReportHours } from './store/reports/hours.ts'
import { rollUp } from './store/rollups/rollups.ts'
import { sweepAll } from './store/rollups/sweep.ts'

/** What is done again and again as long as the process lives. */
export interface RegularWork {
  readonly everyMs: number
  /** For the log, when it fails. */
  readonly name: string
  readonly work: () => Promise<unknown>
}

/** The parts that work regularly, or for which work is done. */
export interface WorkingParts {
  readonly config: Config
  readonly store: Store
  readonly texts: Texts
  readonly clock: Clock
  readonly intake: Pick<Intake, 'flush'>
  readonly observer: Pick<Observer, 'tick'>
  readonly readiness: Pick<ReadinessWatch, 'checkStore'>
  readonly keeper: Pick<Keeper, 'invalidate'>
  readonly operatorWatch: Pick<OperatorWatch, 'check'>
  /** Absent where nobody is asked to report. */
  readonly reports: Reports | undefined
  /** Keeps a copy of the pages as files; absent where nobody wants one. */
  readonly copy: (() => Promise<unknown>) | undefined
  readonly onRecorded: (recorded: Recorded) => void
  /** Somebody is to be told. */
  readonly poke: () => void
  /** Whether a notifier of ours may be writing by a connection of its own. */
  readonly notifierWrites: () => boolean
}

const FLUSH_EVERY_MS = 200
const TICK_EVERY_MS = 1_000
/** /readyz tells what was found last: each try writes, and waits on the only thread while the database is locked. */
const CHECK_STORE_EVERY_MS = 5_000
const HOUSEKEEPING_EVERY_MS = 60_000
/** How long a word on many loss notices stands before the next. */
const MANY_LOSSES_EVERY_MS = 60_000
/** Whose incident is over is told in steps of a hundred. */
const INCIDENT_OVER_EVERY_MS = 2_000
/** How old the files in STATIC_DIR are at most, while this process lives. */
const COPY_EVERY_MS = 5_000
/** How soon words entered from another process (`wallet-status incident …`) are on the page. */
const NOTICE_OTHERS_EVERY_MS = 500
/** Each step is a short transaction; what is left waits a minute. */
const ROLL_UP_STEPS = 200
/** Each step keeps the thread for some ten milliseconds. */
const SWEEP_ROWS = 2_000
/** Of each minute, so much at most goes into sweeping; what ten thousand probes leave behind in an hour takes this once or twice. */
const SWEEP_BUDGET_MS = 5_000

/** All of it, in the order in which it is begun. Each goes by itself, so that trouble with one never stops another for good. */
export async function regularWork(parts: WorkingParts): Promise<readonly RegularWork[]> {
  return [
    ...recording(parts),
    ...telling(parts),
    ...forgetting(parts),
    ...sweeping(parts),
    ...(parts.copy === undefined
      ? []
      : [{ everyMs: COPY_EVERY_MS, name: 'keep a copy of the pages', work: parts.copy }]),
    { everyMs: NOTICE_OTHERS_EVERY_MS, name: 'notice others', work: await noticeOthers(parts) },
  ]
}

function recording(parts: WorkingParts): RegularWork[] {
  const { config, store, clock, intake, observer, readiness, reports, onRecorded } = parts
  const { zone } = config.wallet.page
  const hear = async (heard: Reports) => {
    const { published } = await heard.work(clock())
    onRecorded({ changes: [], recheck: [], published })
  }
  return [
    { everyMs: FLUSH_EVERY_MS, name: 'flush', work: () => intake.flush(clock()) },
    { everyMs: TICK_EVERY_MS, name: 'tick', work: async () => onRecorded(await observer.tick(clock())) },
    ...(reports === undefined
      ? []
      : [{ everyMs: TICK_EVERY_MS, name: 'hear reports', work: () => hear(reports) }]),
    { everyMs: CHECK_STORE_EVERY_MS, name: 'check the store', work: () => readiness.checkStore() },
    housekeeping('roll up', () => rollUp(store.db, { now: clock(), zone, steps: ROLL_UP_STEPS })),
  ]
}

/** What is gathered before it is told. */
function telling(parts: WorkingParts): RegularWork[] {
  const { store, texts, clock, poke, operatorWatch } = parts
  const { wallet } = parts.config
  const { db } = store
  return [
    housekeeping('tell of feedback', async () => {
      if (await tellOperatorsOfFeedback({ db, wallet, texts }, clock())) poke()
    }),
    housekeeping('tell of overdue feedback', async () => {
      if (await tellOfOverdue({ db, wallet, texts }, clock())) poke()
    }),
    housekeeping('watch what reaches operators', async () => {
      if (await operatorWatch.check(clock())) poke()
    }),
    {
      everyMs: INCIDENT_OVER_EVERY_MS,
      name: 'tell tickets that their incident is over',
      work: async () => {
        if ((await tellIncidentOver({ db }, clock())) > 0) poke()
      },
    },
    {
      everyMs: MANY_LOSSES_EVERY_MS,
      name: 'tell of many losses',
      work: async () => {
        if ((await tellOfMany({ db, texts }, clock())) > 0) poke()
      },
    },
  ]
}

/** What people may expect not to be kept. */
function forgetting({ config: { wallet }, store: { db }, clock }: WorkingParts): RegularWork[] {
  const { zone } = wallet.page
  return [
    housekeeping('forget subscribers', () => forgetOutlived({ db }, clock())),
    housekeeping('forget votes', () => forgetVotes({ db, zone }, clock())),
    housekeeping('forget tickets', () => forgetTickets({ db, wallet }, clock())),
  ]
}

/** What has been kept for as long as `retention` says. */
function sweeping({ config: { wallet }, store: { db }, clock }: WorkingParts): RegularWork[] {
  const { retention } = wallet
  const olderThan = (keptMs: number) => ({ before: clock() - keptMs, limit: SWEEP_ROWS })
  return [
    housekeeping('sweep losses', () => sweepLosses(db, olderThan(retention.lossesMs))),
    housekeeping('sweep deliveries', () => sweepDeliveries(db, olderThan(retention.deliveriesMs))),
    housekeeping('sweep calls', () => sweepCalls(db, olderThan(retention.callsMs))),
    housekeeping('sweep reports', () => sweepReportHours(db, { before: clock() - retention.reportsMs })),
    housekeeping('sweep looks', () => {
      const endAt = performance.now() + SWEEP_BUDGET_MS
      const enough = (): boolean => performance.now() >= endAt
      return sweepAll(db, { now: clock(), ...retention, limit: SWEEP_ROWS, enough })
    }),
  ]
}

function housekeeping(name: string, work: RegularWork['work']): RegularWork {
  return { everyMs: HOUSEKEEPING_EVERY_MS, name, work }
}
