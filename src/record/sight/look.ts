import type { Observation } from '../../domain/observation.ts'
import { afterWork } from '../../judge/after-work.ts'
import { newConcern, type Concern } from './operators-hear.ts'
import type { Draft } from './sight.ts'
import { hasGoneStale, lookAgain, witness, type Places } from './witness.ts'
import type { KnownProbe, WalletMap } from '../wallet-map.ts'

/** What a batch of looks touched. */
export interface Looked {
  /** Components of which a verdict is another one now. */
  readonly touched: Set<string>
  readonly recheck: Set<string>
  readonly concerns: Concern[]
}

/**
 * Takes a batch in, in the order of time: each look costs a few look-ups in maps, whatever the size of the wallet.
 * Looks of probes that are no longer configured are left to the store.
 */
export function takeIn(map: WalletMap, draft: Draft, batch: readonly Observation[]): Looked {
  const looked: Looked = { touched: new Set(), recheck: new Set(), concerns: [] }
  for (const observation of inOrder(batch)) {
    const probe = map.probe(observation.probeId)
    if (probe === undefined) continue
    const places = draft.places.get(probe.id)
    const before = places?.get(observation.place)
    const after = witness(before, observation, probe)
    if (after === before) continue
    draft.places.set(probe.id, withPlace(places, observation.place, after))
    const { verdict } = after.judgement
    if (verdict.state !== before?.judgement.verdict.state) looked.touched.add(probe.componentId)
    if (verdict.unconfirmed) looked.recheck.add(probe.id)
    else looked.recheck.delete(probe.id)
    const concern = newConcern(before?.concern, after.concern, {
      observation,
      componentId: probe.componentId,
    })
    if (concern !== undefined) looked.concerns.push(concern)
  }
  return looked
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

function withPlace(places: Places | undefined, place: string, one: Parameters<typeof lookAgain>[0]): Places {
  return places === undefined || (places.size === 1 && places.has(place))
    ? new Map([[place, one]])
    : new Map(places).set(place, one)
}

function inOrder(batch: readonly Observation[]): readonly Observation[] {
  const sorted = batch.every((look, index) => index === 0 || look.at >= (batch[index - 1]?.at ?? 0))
  return sorted ? batch : batch.toSorted((a, b) => a.at - b.at)
}
