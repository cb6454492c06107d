import type { SandboxDeps } from '../deps.ts'

/** Moves every order to where it belongs by now, and tells callers of those just credited. */
export function progress({
  orders,
  faults,
  callbacks,
  clock,
}: Pick<SandboxDeps, 'orders' | 'faults' | 'callbacks' | 'clock'>): void {
  for (const order of orders.advance(clock(), faults.isInForce)) callbacks.notify(order)
}
