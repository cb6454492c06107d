/** `changed`: something a reader must learn of soon. `aged`: only the data's age moved on. */
export type Cause = 'changed' | 'aged'

export interface Pace {
  /** Has the work done soon, in the background. */
  ask(cause: Cause): void
  /** Has the work begun at once, or right after the run that is under way; resolves when it is done. */
  now(): Promise<void>
  /** No more runs; resolves when the one under way is done. */
  stop(): Promise<void>
}

/**
 * Share of time that runs may take. Ageing is what happens all the time, and whoever asks meanwhile pays for it.
 * Changes are rare, and a reader waits for them, so that they may follow each other more closely.
 */
const SHARE: Readonly<Record<Cause, number>> = { changed: 0.2, aged: 0.02 }

/** No gap is longer, whatever held up a run: a process that was halted in the midst of one must not go on resting. */
const LONGEST_GAP_MS = 30_000

/**
 * Runs `work` when asked to: one at a time, at least `minGapMs` apart, and the longer it takes the more rarely.
 * `work` must not reject.
 */
export function createPace(deps: {
  readonly work: (cause: Cause) => Promise<void>
  readonly minGapMs: number
  /** Time since some instant, ms, that goes on evenly when the wall clock is set; `performance.now` unless said. */
  readonly elapsedMs?: () => number
}): Pace {
  const { work, minGapMs, elapsedMs = () => performance.now() } = deps
  let wanted: Cause | undefined
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let endedAt = -Infinity
  let tookMs = 0
  let stopped = false

  const begin = (cause: Cause): Promise<void> => {
    clearTimeout(timer)
    wanted = undefined
    const startedAt = elapsedMs()
    running = work(cause).finally(() => {
      endedAt = elapsedMs()
      tookMs = endedAt - startedAt
      running = undefined
      plan()
    })
    return running
  }

  const plan = (): void => {
    clearTimeout(timer)
    if (wanted === undefined || running !== undefined || stopped) return
    const cause = wanted
    const restMs = Math.min(tookMs * (1 / SHARE[cause] - 1), LONGEST_GAP_MS)
    const gapMs = Math.max(minGapMs, restMs)
    timer = setTimeout(() => void begin(cause), Math.max(0, endedAt + gapMs - elapsedMs()))
  }

  return {
    ask(cause) {
      if (wanted !== 'changed') wanted = cause
      plan()
    },
    now() {
      if (running === undefined) return begin('changed')
      next ??= running.then(() => {
        next = undefined
        return begin('changed')
      })
      return next
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await (next ?? running)
    },
  }
}
