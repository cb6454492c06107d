import { STATES, type State } from '../../domain/state.ts'
import { noTime } from '../../judge/uptime.ts'

type StateMs = Readonly<Record<State, number>>

/** From what a day shows first to what it shows only when nothing else was: planned work outranks calm, calm outranks blindness. */
const GRAVEST_FIRST = [
  'major_outage',
  'partial_outage',
  'degraded',
  'maintenance',
  'operational',
  'unknown',
] as const satisfies readonly State[]

/** The worst state in which any time was spent; `unknown` where none was. */
export function worstOf(ms: StateMs): State {
  return GRAVEST_FIRST.find((state) => ms[state] > 0) ?? 'unknown'
}

/** The gravest of several states, in the same order; `unknown` for none. */
export function gravestOf(states: readonly State[]): State {
  return GRAVEST_FIRST.find((state) => states.includes(state)) ?? 'unknown'
}

export function sumOf(lengths: readonly StateMs[]): Record<State, number> {
  const sum = noTime()
  for (const ms of lengths) for (const state of STATES) sum[state] += ms[state]
  return sum
}
