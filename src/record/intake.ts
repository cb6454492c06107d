import type { Gap } from '../domain/gap.ts'
import type { Observation } from '../domain/observation.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { StoreUnavailable } from '../store/errors.ts'
import type { Observer } from './observe.ts'
import type { Recorded } from './recorded.ts'

/** Where observations wait to be recorded. Probing never waits for the store, and the store being away loses nothing that fits. */
export interface Intake {
  push(observation: Observation): void
  /**
   * Records what waits. When the store is unavailable the observations stay and the next call tries again, after a
   * pause that grows; any other error is a mistake of ours and thrown, with the observations kept as well. After a few
   * of those on end, the observation that cannot be recorded is sought by halves and set aside, so that all others are.
   */
  flush(now: number): Promise<void>
  /** How many wait. */
  waiting(): number
  /** How many had to be let go since the start: the oldest, and what could not be recorded. */
  dropped(): number
  /** Takes no more and records what waits, if the store lets it. */
  close(): Promise<void>
}

export interface IntakeDeps {
  readonly observer: Pick<Observer, 'observe' | 'noteGap'>
  readonly clock: Clock
  readonly log: Pick<Log, 'error' | 'warn' | 'info'>
  readonly onRecorded: (recorded: Recorded) => void
  /** How many may wait; 10,000 are some five minutes of a thousand probes. */
  readonly limit?: number
}

const LIMIT = 10_000

/** One transaction takes no more than this, so that pages are served in between. */
const BATCH = 1_000

/** A locked store makes every try wait on the only thread; so tries become rare, up to this. */
const LONGEST_PAUSE_MS = 5_000
const FIRST_PAUSE_MS = 250

/** So many errors on end that are not the store's being away, before a batch is suspected of holding their cause. */
const PATIENCE = 3

export function createIntake({ observer, clock, log, onRecorded, limit = LIMIT }: IntakeDeps): Intake {
  let buffer: Observation[] = []
  let inHand: readonly Observation[] = []
  let lost: (Gap & { readonly count: number }) | undefined
  let dropped = 0
  let running: Promise<void> | undefined
  let pauseMs = 0
  let resumeAt = -Infinity
  let open = true
  let size = BATCH
  let failures = 0

  function trim(): void {
    const excess = buffer.length - limit
    if (excess <= 0) return
    const gone = buffer.splice(0, excess)
    const times = gone.map(({ at }) => at)
    const fromAt = Math.min(lost?.fromAt ?? Infinity, ...times)
    const toAt = Math.max(lost?.toAt ?? -Infinity, ...times)
    lost = { fromAt, toAt, cause: 'store_unavailable', count: (lost?.count ?? 0) + gone.length }
    dropped += gone.length
  }

  /** Comes closer to what cannot be recorded, and sets it aside once it is alone; false while that is too early. */
  function seek(error: unknown, batch: readonly Observation[]): boolean {
    failures += 1
    if (failures < PATIENCE) return false
    if (batch.length > 1) {
      size = Math.ceil(batch.length / 2)
      return true
    }
    const [culprit] = buffer.splice(0, 1)
    if (culprit === undefined) return false
    const { probeId, place, at, outcome } = culprit
    log.error(
      { err: error, probeId, place, at, outcome },
      'An observation cannot be recorded and was set aside.',
    )
    dropped += 1
    size = BATCH
    // Where the next cannot be recorded either, it is not the observations: no more is set aside before some more tries.
    failures = 0
    return true
  }

  async function record(now: number): Promise<void> {
    while (buffer.length > 0) {
      inHand = buffer.slice(0, size)
      buffer = buffer.slice(size)
      let recorded: Recorded | undefined
      try {
        recorded = await observer.observe(inHand, now, buffer.length)
        if (size === BATCH) failures = 0
      } catch (error) {
        buffer = [...inHand, ...buffer]
        if (error instanceof StoreUnavailable || !seek(error, inHand)) throw error
      } finally {
        inHand = []
        trim()
      }
      if (recorded !== undefined) onRecorded(recorded)
    }
    size = BATCH
    failures = 0
    if (lost === undefined) return
    const { count, ...gap } = lost
    // The observer keeps it from here on; more may be lost while it writes.
    lost = undefined
    await observer.noteGap(gap)
    log.warn({ count, ...gap }, 'Observations were let go, because the store was away for too long')
  }

  async function attempt(now: number): Promise<void> {
    try {
      await record(now)
      if (pauseMs > 0) log.info({}, 'The store is back; what waited is recorded.')
      pauseMs = 0
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      const { kind } = error
      if (pauseMs === 0)
        log.warn({ kind, waiting: buffer.length }, 'The store is away; observations wait for it.')
      pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pauseMs * 2))
      resumeAt = now + pauseMs
    }
  }

  const flush = (now: number): Promise<void> => {
    if (running !== undefined) return running
    if (now < resumeAt && now >= resumeAt - LONGEST_PAUSE_MS) return Promise.resolve()
    running = attempt(now).finally(() => (running = undefined))
    return running
  }

  return {
    push(observation) {
      if (!open) return
      buffer.push(observation)
      trim()
    },
    flush,
    waiting: () => buffer.length + inHand.length,
    dropped: () => dropped,
    async close() {
      open = false
      await running
      resumeAt = -Infinity
      await flush(clock())
    },
  }
}
