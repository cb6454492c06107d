/*
 * Which state wins where several speak of one thing. Not the readers' severity: what nobody has seen outranks green,
 * and being under maintenance outranks being slow, but never hides an outage.
 */
import type { State } from '../domain/state.ts'

export const RANK: Readonly<Record<State, number>> = {
  operational: 0,
  unknown: 1,
  degraded: 2,
  maintenance: 3,
  partial_outage: 4,
  major_outage: 5,
}
