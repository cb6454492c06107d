import type { State } from '../../src/domain/state.ts'
import type { PublicComponent, Snapshot } from '../../src/publish/snapshot/snapshot.ts'
import { sampleSnapshot } from './sample-snapshot.ts'

/** The sample wallet on a calm day, with these components in other states. */
export function calmBut(states: Readonly<Record<string, State>>, more: Partial<Snapshot> = {}): Snapshot {
  const calm = sampleSnapshot('calm')
  const changed = (one: PublicComponent): PublicComponent => ({
    ...one,
    state: states[one.id] ?? one.state,
    parts: one.parts.map(changed),
  })
  return {
    ...calm,
    tasks: calm.tasks.map((one) => ({ ...one, state: states[one.componentId] ?? one.state })),
    groups: calm.groups.map((group) => ({ ...group, components: group.components.map(changed) })),
    ...more,
  }
}
