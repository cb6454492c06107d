import { calledBy, type Called } from '../../domain/called.ts'
import { concernedNow } from '../../domain/concerned-now.ts'
import { hitsOnlyBanks } from '../../domain/hits-only-banks.ts'
import { namedComponents } from '../../domain/named-components.ts'
import type { State } from '../../domain/state.ts'
import { isImpaired, SEVERITY } from '../../domain/state.ts'
import type { StoredIncident } from '../../store/incidents/incidents.ts'
import type { WalletMap } from '../wallet-map.ts'

/** What is known of an incident when words are made for it. */
export interface Facts {
  /** What it is said to be about. */
  readonly called: readonly Called[]
  /** Worst state of any part of that. */
  readonly worst: 'degraded' | 'partial_outage' | 'major_outage'
  /** What the named all depend on, where the trouble seems to lie there and it is not one of them. */
  readonly upstream?: string
  /** Whether only banks fail, and not most of a channel's together. */
  readonly onlyBanks: boolean
  /** Declared alternatives that work right now. */
  readonly instead: readonly string[]
  /** What else people come for and that works right now. */
  readonly working: readonly string[]
  readonly money: boolean
  /** That no way to pay works right now, and it is this. */
  readonly cannotPay: boolean
  readonly startedAt: number
}

const MOST_OFFERED = 4

/** Gathers them from the incident and from what works at this moment. */
export function factsOf(map: WalletMap, incident: StoredIncident, stateOf: (id: string) => State): Facts {
  const { components, upstreamComponentId: upstream, money, startedAt } = incident
  const concerned = concernedNow(components, stateOf)
  const named = namedComponents(map, concerned, upstream)
  const affected = new Set(components.map(({ componentId }) => componentId))
  const hits = named.map((componentId) => ({
    componentId,
    // What is found upstream may not be seen to fail itself.
    worst: concerned.find((one) => one.componentId === componentId)?.worst ?? 'degraded',
  }))
  const worst = worstOf(hits.map((one) => one.worst))
  const failing = new Set(concerned.map(({ componentId }) => componentId))
  const works = (id: string) => stateOf(id) === 'operational' && !failing.has(id)
  const alternatives = named.flatMap((id) => map.component(id)?.alternatives ?? [])
  const instead = [...new Set(alternatives)].filter(works).slice(0, MOST_OFFERED)
  const tasks = map.components.filter(({ task, parentId }) => task !== undefined && parentId === undefined)
  const working = tasks.map(({ id }) => id).filter((id) => works(id) && !instead.includes(id))
  return {
    called: calledBy(map.components, hits),
    worst,
    ...(upstream !== undefined && !named.includes(upstream) && { upstream }),
    onlyBanks: hitsOnlyBanks(concerned, map),
    instead,
    working: working.slice(0, MOST_OFFERED),
    money,
    cannotPay: cannotPay(map, affected, stateOf),
    startedAt,
  }
}

function cannotPay(map: WalletMap, affected: ReadonlySet<string>, stateOf: (id: string) => State): boolean {
  const paying = map.components.filter(({ task }) => task === 'pay')
  const ways = new Set(paying.flatMap(({ id, alternatives }) => [id, ...alternatives]))
  return paying.some(({ id }) => affected.has(id)) && [...ways].every((id) => stateOf(id) === 'major_outage')
}

function worstOf(states: readonly State[]): Facts['worst'] {
  return states.reduce<Facts['worst']>((worst, state) => {
    if (!isImpaired(state) || SEVERITY[state] <= SEVERITY[worst]) return worst
    return state === 'major_outage' ? 'major_outage' : 'partial_outage'
  }, 'degraded')
}
