/**
 * What the public sees of a component. `unknown` means that nobody has looked lately: it is never shown green.
 * Ordered from calm to grave; `maintenance` and `unknown` stand outside that order and have no severity.
 */
export const STATES = [
  'operational',
  'degraded',
  'partial_outage',
  'major_outage',
  'maintenance',
  'unknown',
] as const

export type State = (typeof STATES)[number]

/** How grave a state is for a reader, 0 to 3; maintenance and unknown count 0 since nothing was seen to fail. */
export const SEVERITY: Readonly<Record<State, 0 | 1 | 2 | 3>> = {
  operational: 0,
  degraded: 1,
  partial_outage: 2,
  major_outage: 3,
  maintenance: 0,
  unknown: 0,
}

/** Whether the state is a fault that readers feel: degraded, partly out or out. */
export function isImpaired(state: State): boolean {
  return SEVERITY[state] > 0
}
