export interface Loop {
  /** Has the work done once more, soon; any number of calls during a run cause one more run. */
  poke(): void
  /** Nothing begins any more; resolves when the run under way is done. */
  stop(): Promise<void>
}

/** After a run that failed, so that what cannot be done is not tried without a pause. */
const AFTER_FAILURE_MS = 1_000

/**
 * Does a piece of work whenever it is poked, and `everyMs` after the end of the last run at the latest; never twice at
 * the same time. A run that rejects is handed to `onError`, and the next one comes after a pause.
 */
export function loop(
  everyMs: number,
  { work, onError }: { readonly work: () => Promise<unknown>; readonly onError: (error: unknown) => void },
): Loop {
  let stopped = false
  let running: Promise<void> | undefined
  let again = false
  let timer: NodeJS.Timeout | undefined

  const run = async (): Promise<void> => {
    let pauseMs = everyMs
    again = false
    try {
      await work()
    } catch (error) {
      onError(error)
      pauseMs = AFTER_FAILURE_MS
      again = false
    }
    running = undefined
    if (stopped) return
    if (again) begin()
    else timer = setTimeout(begin, pauseMs)
  }

  const begin = (): void => {
    clearTimeout(timer)
    running = run()
  }

  begin()
  return {
    poke() {
      again = true
      if (running === undefined && !stopped) begin()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
