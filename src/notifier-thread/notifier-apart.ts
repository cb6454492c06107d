import { Worker } from 'node:worker_threads'

import type { Environment } from '../config/environment.ts'
import type { TransportKind } from '../domain/transport.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { loop } from '../lib/loop.ts'
import type { Notifier } from '../notify/notifier.ts'
import type { NotifyingSettings } from './notifying.ts'
import { isAnythingToSend } from '../store/notices/due-deliveries.ts'
import { StoreUnavailable } from '../store/errors.ts'
import type { Db } from '../store/open.ts'

/** What thread.ts is told when it begins. */
export interface ThreadSettings extends NotifyingSettings {
  readonly environment: Pick<Environment, 'smtpUrl' | 'secretKey' | 'dataFolder'>
  /** Where templates/ lies. */
  readonly templatesFolder: string
  /** pino's level. */
  readonly logLevel: string
}

/** And later. */
export type ThreadMessage = 'poke' | 'stop'

export interface ApartNotifier extends Notifier {
  /** Whether it may be writing to the database just now, by a connection of its own. */
  writes(): boolean
  /** Whether its thread has failed within the last minute: while it cannot begin, it fails again and again. */
  fails(): boolean
}

export interface ApartDeps {
  readonly db: Db
  /** By which anything is sent at all. */
  readonly offered: readonly TransportKind[]
  readonly clock: Clock
  readonly log: Log
}

/** Whether there is something to send is asked so often. */
const LOOK_EVERY_MS = 1_000
/** Longer than any letter may be on its way. */
const IDLE_MS = 120_000
/** What ends a thread at its first letter would end the next one as well. */
const AFTER_FAILURE_MS = 10_000
const FAILED_FOR_MS = 60_000

/**
 * A notifier in a thread of its own, so that pages do not wait behind letters however many there are. The thread begins
 * when there is something to send and ends when there has been nothing for a while: where nobody is to be told, it takes no
 * memory. What is due lies in the database, so a thread may end anywhere, and the next one goes on.
 */
export function notifierApart(
  settings: ThreadSettings,
  { db, offered, clock, log }: ApartDeps,
): ApartNotifier {
  const file = new URL('thread.js', import.meta.url)
  let thread: Worker | undefined
  let busyAt = -Infinity
  let failedAt = -Infinity
  let stopped = false

  const begin = (): void => {
    const begun = new Worker(file, { workerData: settings, name: 'notifier' })
    begun.on('error', (error) => {
      failedAt = performance.now()
      log.error({ err: error }, 'Notices: the thread that sends them failed; another begins soon')
    })
    begun.on('exit', () => {
      if (thread === begun) thread = undefined
    })
    thread = begun
  }

  const end = async (): Promise<void> => {
    const ending = thread
    if (ending === undefined) return
    const gone = new Promise((resolve) => ending.once('exit', resolve))
    tell(ending, 'stop')
    await gone
  }

  const work = async (): Promise<void> => {
    const now = performance.now()
    if (await isAnythingToSend(db, { transports: offered, now: clock() })) {
      busyAt = now
      if (thread === undefined && now - failedAt > AFTER_FAILURE_MS && !stopped) begin()
    } else if (now - busyAt > IDLE_MS) await end()
  }
  const looking = loop(LOOK_EVERY_MS, {
    work,
    onError(error) {
      if (!(error instanceof StoreUnavailable)) log.error({ err: error }, 'Notices: something failed')
    },
  })

  return {
    writes: () => thread !== undefined,
    fails: () => performance.now() - failedAt < FAILED_FOR_MS,
    poke() {
      looking.poke()
      if (thread !== undefined) tell(thread, 'poke')
    },
    async stop() {
      stopped = true
      await looking.stop()
      await end()
    },
  }
}

function tell(thread: Worker, message: ThreadMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window, and has no origin
  thread.postMessage(message)
}
