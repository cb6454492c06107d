import { SEVERITY, STATES, isImpaired, type State } from '../../domain/state.ts'
import type { PublicDay } from '../snapshot/snapshot.ts'

/** One path per state that occurs: ninety days drawn in a few dozen bytes. */
export interface StripPath {
  readonly state: State
  readonly d: string
}

/** Units of the drawing: a bar is 3 wide with 1 between, 12 high. */
export const BAR_STEP = 4
const STRIP_HEIGHT = 12

/**
 * Draws days as bars, oldest first. A clean day is a full bar, and a run of them is one dashed line; a day with
 * trouble is cut from the top the more minutes it lost; a day nobody saw is a stump. The style sheet gives each
 * state its pattern, so that the bars can be told apart without colour.
 */
export function stripPaths(days: readonly PublicDay[]): StripPath[] {
  const drawn = new Map<State, string>()
  const add = (state: State, d: string) => drawn.set(state, (drawn.get(state) ?? '') + d)
  for (const { state, from, length } of runsOf(days)) {
    if (state === 'operational') add(state, `M${from * BAR_STEP} 6h${length * BAR_STEP - 1}`)
    else if (state === 'unknown') add(state, `M${from * BAR_STEP} 11h${length * BAR_STEP - 1}`)
    else {
      for (const [offset, day] of days.slice(from, from + length).entries()) {
        add(state, bar(state, from + offset, day))
      }
    }
  }
  return STATES.flatMap((state) => {
    const d = drawn.get(state)
    return d === undefined ? [] : { state, d }
  })
}

/** Time that day in which something was wrong, ms. */
export function impairedMs(day: PublicDay): number {
  return STATES.reduce((sum, state) => (isImpaired(state) ? sum + day.ms[state] : sum), 0)
}

/** How many days had each state as their worst, gravest first; what a strip says to those who cannot see it. */
export function countDays(days: readonly PublicDay[]): { readonly state: State; readonly count: number }[] {
  return STATES.map((state) => ({ state, count: days.filter(({ worst }) => worst === state).length }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => SEVERITY[b.state] - SEVERITY[a.state])
}

interface Run {
  readonly state: State
  readonly from: number
  readonly length: number
}

function runsOf(days: readonly PublicDay[]): Run[] {
  const starts = days.flatMap(({ worst }, index) => (days[index - 1]?.worst === worst ? [] : index))
  return starts.map((from, index) => ({
    state: days[from]?.worst ?? 'unknown',
    from,
    length: (starts[index + 1] ?? days.length) - from,
  }))
}

const DAY_MINUTES = 1440
const LEAST_CUT = 3
const MOST_CUT = 8

function bar(state: State, index: number, day: PublicDay): string {
  const x = index * BAR_STEP + 1.5
  if (state === 'maintenance') return `M${x} 12v-12`
  // By the logarithm: five minutes and five hours must both be seen, and told apart.
  const minutes = Math.min(impairedMs(day) / 60_000, DAY_MINUTES)
  const share = Math.log1p(minutes) / Math.log1p(DAY_MINUTES)
  const height = STRIP_HEIGHT - Math.round(LEAST_CUT + share * (MOST_CUT - LEAST_CUT))
  // A day that was out altogether for a while carries a cap above the cut.
  return `M${x} 12v-${height}${state === 'major_outage' ? `M${x} 2v-2` : ''}`
}
