import type { Component, ComponentGroup } from '../domain/component.ts'
import { freshForMs, type Probe } from '../domain/probe.ts'
import type { Wallet } from '../domain/wallet.ts'
import { kinshipOf, type Kinship } from '../judge/kinship.ts'
import type { Yardstick } from '../judge/probe-memory.ts'

/** A probe with the yardstick its looks are judged by. */
export interface KnownProbe extends Probe {
  readonly yardstick: Yardstick
}

/** The wallet as the recorder looks things up in it, made once: no look-up walks all components. */
export interface WalletMap {
  readonly components: readonly Component[]
  readonly groups: readonly ComponentGroup[]
  readonly upstreamShare: number
  readonly probes: readonly KnownProbe[]
  readonly kinship: Kinship
  component(id: string): Component | undefined
  probe(id: string): KnownProbe | undefined
  probesOf(componentId: string): readonly KnownProbe[]
  partsOf(componentId: string): readonly Component[]
  /** How many wholes it is a part of, one within the other: 0 for a component that is no part. */
  depthOf(componentId: string): number
}

export function createWalletMap(
  { components, groups, upstreamShare }: Pick<Wallet, 'components' | 'groups' | 'upstreamShare'>,
  probes: readonly Probe[],
): WalletMap {
  const known = probes.map((probe): KnownProbe => ({
    ...probe,
    yardstick: { thresholds: probe.thresholds, freshMs: freshForMs(probe) },
  }))
  const byId = new Map(components.map((component) => [component.id, component]))
  const probeById = new Map(known.map((probe) => [probe.id, probe]))
  const probesByComponent = Map.groupBy(known, (probe) => probe.componentId)
  const partsByWhole = Map.groupBy(components, (component) => component.parentId)
  const depthOf = (id: string): number => {
    const parentId = byId.get(id)?.parentId
    return parentId === undefined ? 0 : 1 + depthOf(parentId)
  }
  return {
    components,
    groups,
    upstreamShare,
    probes: known,
    kinship: kinshipOf(components),
    component: (id) => byId.get(id),
    probe: (id) => probeById.get(id),
    probesOf: (id) => probesByComponent.get(id) ?? [],
    partsOf: (id) => partsByWhole.get(id) ?? [],
    depthOf,
  }
}
