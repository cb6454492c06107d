import type { Clock } from '../lib/clock.ts'
import { loop } from '../lib/loop.ts'
import { settleDeliveries, type Settlement } from '../store/notices/settle-deliveries.ts'
import { StoreUnavailable } from '../store/errors.ts'
import type { Db } from '../store/open.ts'
import { forgetTold, pauseSubscriber, restSubscriber } from '../store/subscribers.ts'
import type { PauseReason } from '../domain/subscriber.ts'

/** How a letter ended, and what that means for its subscriber. */
export interface Ended {
  readonly settlement: Settlement
  readonly pause?: { readonly num: number; readonly because: PauseReason; readonly address: string }
  /** Asked to be left alone for a while. */
  readonly rest?: { readonly num: number; readonly until: number; readonly address: string }
  /** Was told once, and is forgotten now. */
  readonly forget?: number
}

export interface Settler {
  push(ended: Ended): void
  /** How many letters wait to be written down. */
  waiting(): number
  /** Writes down everything; resolves when it is written, or the store is still away. */
  close(): Promise<void>
}

/** What ended within this time is one transaction: a transaction a letter would cost more than most letters do. */
const GATHER_MS = 25

const AT_LEAST_EVERY_MS = 1_000

/**
 * Writes down how letters ended, in batches. What cannot be written is kept and tried again: a letter that was sent and not
 * written down is sent twice after a restart, and only its key tells.
 */
export function createSettler(deps: {
  readonly db: Db
  readonly clock: Clock
  readonly onError: (error: unknown) => void
  /** Somebody's next letter may go now. */
  readonly onWritten: () => void
}): Settler {
  const { db, clock, onError, onWritten } = deps
  const ended: Ended[] = []
  let gathering: NodeJS.Timeout | undefined

  const flush = async (): Promise<void> => {
    const batch = [...ended]
    if (batch.length === 0) return
    await db.transaction().execute(async (tx) => writeEnded(tx, batch, clock()))
    ended.splice(0, batch.length)
    onWritten()
  }
  const flushing = loop(AT_LEAST_EVERY_MS, { work: flush, onError })

  return {
    push(one) {
      ended.push(one)
      gathering ??= setTimeout(() => {
        gathering = undefined
        flushing.poke()
      }, GATHER_MS)
    },
    waiting: () => ended.length,
    async close() {
      clearTimeout(gathering)
      await flushing.stop()
      await flush().catch((error: unknown) => {
        if (!(error instanceof StoreUnavailable)) throw error
        onError(error)
      })
    },
  }
}

/** Writes down how letters ended: their deliveries, and what it means for who they were to. */
export async function writeEnded(tx: Db, batch: readonly Ended[], now: number): Promise<void> {
  await settleDeliveries(
    tx,
    batch.map(({ settlement }) => settlement),
    now,
  )
  for (const { pause, rest } of batch) {
    if (pause !== undefined) await pauseSubscriber(tx, pause)
    if (rest !== undefined) await restSubscriber(tx, rest)
  }
  await forgetTold(
    tx,
    batch.flatMap(({ forget }) => forget ?? []),
  )
}
