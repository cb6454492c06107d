/** How long one letter may take; a timer that ends with it, since thousands a second would else wait for their time. */
export function startTurn(stopping: AbortSignal, ms: number): { readonly signal: AbortSignal; end(): void } {
  const turn = new AbortController()
  const timer = setTimeout(() => turn.abort(new Error('timed out')), ms)
  const stop = (): void => turn.abort(stopping.reason)
  stopping.addEventListener('abort', stop, { once: true })
  return {
    signal: turn.signal,
    end() {
      clearTimeout(timer)
      stopping.removeEventListener('abort', stop)
    },
  }
}
