/** A stretch in which we were blind. It counts as unknown, and coverage is the share of time outside such stretches. */
export interface Gap {
  readonly fromAt: number
  readonly toAt: number
  readonly cause: 'monitor_stopped' | 'own_network_down' | 'store_unavailable'
}
