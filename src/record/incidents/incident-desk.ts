import type { State } from '../../domain/state.ts'
import type { ComponentState } from '../../store/states.ts'
import type { Publishing } from '../publishing.ts'
import type { WalletMap } from '../wallet-map.ts'
import type { Wording } from './wording.ts'

/** What automatic incidents are made with. */
interface IncidentDesk {
  readonly map: WalletMap
  readonly publishing: Publishing
  readonly wording: Wording
}

/** The desk at one moment: how every component is, and what time it is. */
export interface DeskNow extends IncidentDesk {
  readonly now: number
  readonly known: (componentId: string) => ComponentState | undefined
}

/** A component's state as incidents ask for it: unknown before anybody looked, undefined where there is no such component. */
export function stateNow({ map, known }: DeskNow, componentId: string): State | undefined {
  return map.component(componentId) === undefined ? undefined : (known(componentId)?.state ?? 'unknown')
}
