/*
 * Flap damping. A target that goes well and unwell over and over within an hour is not shown green in between: after
 * so many turns it stays degraded until a whole hour has passed without one.
 */
import type { Thresholds } from '../domain/thresholds.ts'
import { isImpaired } from '../domain/state.ts'
import type { Standing } from './standing.ts'

export interface Flapping {
  /** Whether it was well when last seen; absent before anything was seen. */
  readonly well?: boolean
  /** When it turned between well and unwell within the last hour, oldest first. */
  readonly turns: readonly number[]
  readonly damped: boolean
}

export const NEVER_FLAPPED: Flapping = { turns: [], damped: false }

const HOUR_MS = 3_600_000

/** What is known of the turning after this standing. */
export function noteTurn(
  before: Flapping,
  standing: Standing,
  { thresholds, now }: { readonly thresholds: Thresholds; readonly now: number },
): Flapping {
  const well = seenWell(standing) ?? before.well
  const turned = before.well !== undefined && well !== before.well
  if (!turned && before.turns.length === 0)
    return well === before.well ? before : { ...before, ...wellness(well) }
  const turns = [...before.turns, ...(turned ? [now] : [])].filter((at) => now - at < HOUR_MS)
  const damped = turns.length >= thresholds.flapsPerHour || (before.damped && turns.length > 0)
  return { ...wellness(well), turns, damped }
}

function seenWell({ state }: Standing): boolean | undefined {
  if (state === 'operational') return true
  return isImpaired(state) ? false : undefined
}

function wellness(well: boolean | undefined): Pick<Flapping, 'well'> {
  return well === undefined ? {} : { well }
}
