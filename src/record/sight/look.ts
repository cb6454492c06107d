import type { Observation } from '../../domain/observation.ts'
import { isImpaired } from '../../domain/state.ts'
import { afterWork } from '../../judge/after-work.ts'
import { newConcern, type Concern } from './operators-hear.ts'
import { asJudged, proves } from './proof.ts'
import type { Draft } from './sight.ts'
import { hasGoneStale, lookAgain, witness, type Places, type Witness } from './witness.ts'
import type { KnownProbe, WalletMap } from '../wallet-map.ts'

/** What came to notice while a batch was taken in. */
export interface Looked {
  readonly recheck: Set<string>
  readonly concerns: Concern[]
}

interface Taken {
  readonly before: Witness | undefined
  readonly after: Witness
  readonly observation: Observation
  readonly probe: KnownProbe
}

/** What turned within so short a time turned together. */
const STRETCH_MS = 5_000

/**
 * A stretch of a batch in which no probe turned more than once, and all that turned did so together: what it touched is
 * to be judged before more is taken in.
 */
export interface Stretch {
  /** Components of which a verdict is another one now. */
  readonly touched: ReadonlySet<string>
  /** When the look was made that ends the stretch because it sees a trouble over; absent where it is no such look. */
  readonly overAt?: number
}

/**
 * Takes a batch in, in the order of time: each look costs a few look-ups in maps, whatever the size of the wallet.
 * Most batches are one stretch; where the store was away, a probe may well have turned more than once since, and none
 * of that must be lost. Looks of probes that are no longer configured are left to the store.
 */
export function* takeIn(
  map: WalletMap,
  draft: Draft,
  { batch, looked }: { readonly batch: readonly Observation[]; readonly looked: Looked },
): Generator<Stretch, void> {
  let touched = new Set<string>()
  let turned = new Set<string>()
  let beganAt = -Infinity
  for (const observation of inOrder(batch)) {
    const { probeId, place, at } = observation
    const probe = map.probe(probeId)
    if (probe === undefined) continue
    if (proves(observation.outcome)) draft.proven.set(probeId, true)
    const judged = asJudged(observation, draft.proven.get(probeId) === true)
    let before = draft.places.get(probeId)?.get(place)
    for (const after of witnessesOf(before, judged, probe)) {
      if (after === before) continue
      const was = before?.judgement.verdict.state
      const { state } = after.judgement.verdict
      if (state !== was) {
        const key = `${place} ${probeId}`
        if (turned.has(key) || (turned.size > 0 && at - beganAt > STRETCH_MS)) {
          const over = was !== undefined && isImpaired(was) && !isImpaired(state)
          yield { touched, ...(over && { overAt: at }) }
          touched = new Set()
          turned = new Set()
        }
        if (turned.size === 0) beganAt = at
        turned.add(key)
        touched.add(probe.componentId)
      }
      draft.places.set(probeId, withPlace(draft.places.get(probeId), place, after))
      take(looked, { before, after, observation, probe })
      before = after
    }
  }
  yield { touched }
}

/** The witness after one more look; before that the one in the dark, where the look ends a silence, which it must not bridge. */
function witnessesOf(
  before: Witness | undefined,
  observation: Observation,
  probe: KnownProbe,
): readonly Witness[] {
  if (before === undefined || !hasGoneStale(before, probe, observation.at)) {
    return [witness(before, observation, probe)]
  }
  const dark = lookAgain(before, probe, observation.at)
  return [dark, witness(dark, observation, probe)]
}

function take({ recheck, concerns }: Looked, { before, after, observation, probe }: Taken): void {
  if (after.judgement.verdict.unconfirmed) recheck.add(probe.id)
  else recheck.delete(probe.id)
  const { componentId } = probe
  const concern = newConcern(before?.concern, after.concern, { observation, componentId })
  if (concern !== undefined) concerns.push(concern)
}

/** Judges again whatever has gone stale by `now`; answers the components concerned. */
export function fade(
  draft: Draft,
  known: Iterable<readonly [probeId: string, places: Places]>,
  { map, now }: { readonly map: WalletMap; readonly now: number },
): Set<string> {
  const touched = new Set<string>()
  for (const [probeId, places] of known) {
    const probe = map.probe(probeId)
    if (probe === undefined || !isAnyStale(places, probe, now)) continue
    draft.places.set(probeId, new Map([...places].map(([place, one]) => [place, lookAgain(one, probe, now)])))
    touched.add(probe.componentId)
  }
  return touched
}

/**
 * Judges again what had gone stale before this batch looked at it: the look that ends a silence must not bridge it.
 * After a sleep of the machine, looks may well come before the tick that would notice. Answers the components concerned.
 */
export function fadeBefore(map: WalletMap, draft: Draft, batch: readonly Observation[]): Set<string> {
  const touched = new Set<string>()
  const seen = new Set<string>()
  for (const { probeId, at } of inOrder(batch)) {
    const places = draft.places.get(probeId)
    if (places === undefined || seen.has(probeId)) continue
    seen.add(probeId)
    for (const id of fade(draft, [[probeId, places]], { map, now: at })) touched.add(id)
  }
  return touched
}

/** Lets components leave planned work that has ended: what failed during it is forgiven. */
export function leaveWork(map: WalletMap, draft: Draft, componentIds: Iterable<string>): void {
  for (const id of componentIds) {
    for (const probe of map.probesOf(id)) {
      const places = draft.places.get(probe.id)
      if (places === undefined) continue
      const left = [...places].map(([place, one]) => {
        return [place, { ...one, judgement: afterWork(one.memory, one.judgement) }] as const
      })
      draft.places.set(probe.id, new Map(left))
    }
  }
}

function isAnyStale(places: Places, probe: KnownProbe, now: number): boolean {
  for (const one of places.values()) if (hasGoneStale(one, probe, now)) return true
  return false
}

function withPlace(places: Places | undefined, place: string, one: Witness): Places {
  return places === undefined || (places.size === 1 && places.has(place))
    ? new Map([[place, one]])
    : new Map(places).set(place, one)
}

function inOrder(batch: readonly Observation[]): readonly Observation[] {
  const sorted = batch.every((look, index) => index === 0 || look.at >= (batch[index - 1]?.at ?? 0))
  return sorted ? batch : batch.toSorted((a, b) => a.at - b.at)
}
