import type { Log } from './log.ts'

export interface Repeated {
  /** No further runs; resolves when the one under way is over. */
  stop(): Promise<void>
}

/**
 * Does a piece of work over and over, `everyMs` from the end of one run to the start of the next, so that it never
 * overlaps itself. A run that rejects is logged by the work's name and the next one comes all the same.
 */
export function repeat(
  name: string,
  everyMs: number,
  { work, log }: { readonly work: () => Promise<unknown>; readonly log: Pick<Log, 'error'> },
): Repeated {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  async function run(): Promise<void> {
    try {
      await work()
    } catch (error) {
      log.error({ err: error, work: name }, 'Regular work failed; it will be tried again.')
    }
    sleep()
  }

  function sleep(): void {
    if (!stopped) timer = setTimeout(() => (running = run()), everyMs)
  }

  sleep()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
