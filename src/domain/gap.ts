/**
 * A stretch in which we were blind, and why: written down for operators' records. What readers are told does not come
 * from it: the page's unknown time and coverage come from changes, which say how long each component was unseen.
 */
export interface Gap {
  readonly fromAt: number
  readonly toAt: number
  readonly cause: 'monitor_stopped' | 'own_network_down' | 'store_unavailable'
}
