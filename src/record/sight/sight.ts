import type { Said } from '../../store/incidents/said.ts'
import type { ComponentState } from '../../store/states.ts'
import { createOverlay, type Overlay } from './overlay.ts'
import type { Places } from './witness.ts'

/** Planned work under way on a component. */
export interface Work {
  readonly startsAt: number
  readonly endsAt: number
}

/** All the recorder keeps in mind between two transactions. */
export interface Sight {
  /** By probe id. */
  readonly places: Map<string, Places>
  /** Probes that have succeeded at least once (proof.ts), by id. */
  readonly proven: Map<string, true>
  /** By component id. */
  readonly states: Map<string, ComponentState>
  /** Planned work as of the last tick, by component id. */
  work: ReadonlyMap<string, Work>
  /** What people say of components as of the last tick, by component id. */
  said: ReadonlyMap<string, Said>
}

/** The same while a transaction is under way: read through, written aside, taken over when it has succeeded. */
export interface Draft {
  readonly places: Overlay<string, Places>
  readonly proven: Overlay<string, true>
  readonly states: Overlay<string, ComponentState>
  work: ReadonlyMap<string, Work>
  said: ReadonlyMap<string, Said>
}

export function createSight(): Sight {
  return { places: new Map(), proven: new Map(), states: new Map(), work: new Map(), said: new Map() }
}

export function draftOf(sight: Sight): Draft {
  return {
    places: createOverlay(sight.places),
    proven: createOverlay(sight.proven),
    states: createOverlay(sight.states),
    work: sight.work,
    said: sight.said,
  }
}

export function takeOver(sight: Sight, draft: Draft): void {
  draft.places.commit()
  draft.proven.commit()
  draft.states.commit()
  sight.work = draft.work
  sight.said = draft.said
}
