import type { Probe } from '../domain/probe.ts'
import type { KindName, KindOptions } from './kinds.ts'

/** A probe with the options of its kind, as configuration compiles it. */
export type RunnableProbe = { [Kind in KindName]: RunnableProbeOf<Kind> }[KindName]

interface RunnableProbeOf<Kind extends KindName> extends Probe {
  readonly kind: Kind
  readonly options: KindOptions[Kind]
}
