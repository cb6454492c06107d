import type { Observation } from '../../domain/observation.ts'
import { isImpaired } from '../../domain/state.ts'
import type { Judgement } from '../../judge/judge-probe.ts'
import { NEVER_FLAPPED } from '../../judge/flapping.ts'
import { MAX_LOOKS } from '../../judge/probe-memory.ts'
import { recentObservations } from '../../store/observations/observations.ts'
import type { Db } from '../../store/open.ts'
import { componentStates, type ComponentState } from '../../store/states.ts'
import { hasSucceededBefore } from '../../store/observations/successes.ts'
import { wordRecalled } from './peoples-word.ts'
import { workRecalled } from './planned-work.ts'
import { asJudged, proves } from './proof.ts'
import type { Sight } from './sight.ts'
import { witness, type Places, type Witness } from './witness.ts'
import type { KnownProbe, WalletMap } from '../wallet-map.ts'

/** Fills the mind after a start: states, what every probe has seen, and planned work that was under way. */
export async function recallAll(db: Db, sight: Sight, map: WalletMap, now: number): Promise<void> {
  for (const [id, state] of await componentStates(db)) sight.states.set(id, state)
  for (const probe of map.probes) {
    const state = sight.states.get(probe.componentId)
    const { places, proven } = await recall(db, probe, { state, now })
    sight.places.set(probe.id, places)
    if (proven) sight.proven.set(probe.id, true)
  }
  sight.said = wordRecalled(sight.states)
  sight.work = await workRecalled(db, map, { states: sight.states, now })
}

/**
 * Whether enough is recalled of a component to judge it at once. One with a probe that has never looked keeps what it
 * is known to be until that probe has.
 */
export function isWitnessed(sight: Sight, map: WalletMap, componentId: string): boolean {
  return map.probesOf(componentId).every(({ id }) => (sight.places.get(id)?.size ?? 0) > 0)
}

/**
 * Rebuilds what is remembered of a probe by judging its latest observations once more. They may not reach back to
 * the beginning of a trouble, so every witness begins with what its component is known to be: an outage that was
 * recovering when we stopped goes on recovering, and is not taken for well because its last looks were. How often it
 * turned within the last hour is forgotten, except as these looks show it. Where the clock was set back, looks of the
 * future are left out as long as there are others.
 */
async function recall(
  db: Db,
  probe: KnownProbe,
  { state, now }: { readonly state: ComponentState | undefined; readonly now: number },
): Promise<{ readonly places: Places; readonly proven: boolean }> {
  const latest = await recentObservations(db, { probeId: probe.id, limit: looksWorthRecalling(probe) })
  const isAhead = ({ at }: Observation) => at > now + probe.yardstick.freshMs
  const past = latest.filter((look) => !isAhead(look))
  const observations = past.length === 0 ? latest : past
  const oldestAt = observations.at(-1)?.at ?? Number.MAX_SAFE_INTEGER
  // What is dated ahead of a clock that was set back was seen before all this.
  let proven =
    latest.some((look) => isAhead(look) && proves(look.outcome)) ||
    (await hasSucceededBefore(db, { probeId: probe.id, at: oldestAt }))
  const places = new Map<string, Witness>()
  for (const observation of observations.toReversed()) {
    proven ||= proves(observation.outcome)
    const before = places.get(observation.place)
    const judgement = before?.judgement ?? (proven ? judgementFrom(state, observation.at) : undefined)
    places.set(observation.place, witness(before, asJudged(observation, proven), probe, judgement))
  }
  return { places, proven }
}

/** Enough for the window and for a recovery, re-checks included. */
function looksWorthRecalling({ periodMs, thresholds }: KnownProbe): number {
  const { windowMs, recoverForMs, recoverAfter, majorAfter } = thresholds
  const looks = Math.ceil(Math.max(windowMs, recoverForMs) / periodMs) + recoverAfter + majorAfter
  return Math.min(MAX_LOOKS, looks)
}

function judgementFrom(state: ComponentState | undefined, firstAt: number): Judgement | undefined {
  if (state === undefined || !isImpaired(state.state) || state.sinceAt >= firstAt) return undefined
  const { state: name, sinceAt: at, reason } = state
  return {
    standing: { state: name, at, reason, ailing: true, countFromAt: -Infinity },
    flapping: NEVER_FLAPPED,
    verdict: { state: name, at, reason, unconfirmed: false },
  }
}
