import { OutboundError } from './outbound-error.ts'

export interface Deadline {
  /** Aborts with an OutboundError: `timeout` when the time is over, `aborted` when the one who asked gives up. */
  readonly signal: AbortSignal
  /** Settles as the work does, or rejects with the signal's reason at once; the work is left to end by the signal. */
  keep<T>(work: Promise<T>): Promise<T>
  /** Ends the timer; call it in a `finally`. */
  clear(): void
}

/** A timer that is cleared, unlike AbortSignal.timeout, which stays until it fires, thousands of times a second. */
export function startDeadline(host: string, ms: number, asker?: AbortSignal): Deadline {
  const controller = new AbortController()
  const { signal } = controller
  const timer = setTimeout(() => controller.abort(new OutboundError('timeout', { host })), ms)
  const giveUp = (): void => controller.abort(new OutboundError('aborted', { host, cause: asker?.reason }))
  if (asker?.aborted === true) giveUp()
  asker?.addEventListener('abort', giveUp, { once: true })
  const passed = new Promise<never>((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return {
    signal,
    keep: (work) => Promise.race([work, passed]),
    clear() {
      clearTimeout(timer)
      asker?.removeEventListener('abort', giveUp)
    },
  }
}
