/** A look, or a step of it, took longer than it may. */
export class DeadlinePassed extends Error {
  override name = 'DeadlinePassed' as const
  readonly code = 'DEADLINE'

  constructor(afterMs: number) {
    super(`no answer within ${afterMs} ms`)
  }
}

export interface Deadline {
  readonly signal: AbortSignal
  /** Ends the timer; call it in a `finally`. */
  clear(): void
}

/** Aborts after `ms`, or when `parent` does. A timer that is cleared, unlike AbortSignal.timeout, which stays until it fires. */
export function startDeadline(ms: number, parent?: AbortSignal): Deadline {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DeadlinePassed(ms)), ms)
  const follow = (): void => controller.abort(parent?.reason)
  if (parent?.aborted === true) follow()
  parent?.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer)
      parent?.removeEventListener('abort', follow)
    },
  }
}

/** Settles as the promise does, or rejects with the signal's reason when that aborts first; the promise then runs on unheard. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
