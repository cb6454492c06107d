export interface Repeated {
  /** No further runs; resolves when the one under way is over. */
  stop(): Promise<void>
}

/** What failed just now will hardly succeed in a second, and trying may cost (a locked database holds up the thread). */
const AFTER_FAILURE_MS = 2_000

/**
 * Does a piece of work over and over, `everyMs` from the end of one run to the start of the next, so that it never
 * overlaps itself. A run that rejects is handed to `onError`, and the next one comes all the same, only later.
 */
export function repeat(
  everyMs: number,
  { work, onError }: { readonly work: () => Promise<unknown>; readonly onError: (error: unknown) => void },
): Repeated {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  async function run(): Promise<void> {
    let pauseMs = everyMs
    try {
      await work()
    } catch (error) {
      onError(error)
      pauseMs = Math.max(everyMs, AFTER_FAILURE_MS)
    }
    sleep(pauseMs)
  }

  function sleep(pauseMs: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      running = run()
    }, pauseMs)
  }

  sleep(everyMs)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
