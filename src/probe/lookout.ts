import type { Gap } from '../domain/gap.ts'
import type { Observation } from '../domain/observation.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { createOwnNetwork } from './own-network/own-network.ts'
import type { LookContext } from './probe.ts'
import { createRunContext, runProbe } from './run-probe.ts'
import type { RunnableProbe } from './runnable-probe.ts'

/** Everything that can be looked at, by id. */
export interface Lookout {
  /** Looks once; never throws for what it finds. Our own network's failures come back as our own fault. */
  look(probeId: string): Promise<Observation>
}

export interface LookoutDeps {
  readonly probes: readonly RunnableProbe[]
  readonly canaries: readonly RunnableProbe[]
  /** Where we look from. */
  readonly place: string
  readonly clock: Clock
  readonly log: Log
  readonly lastBeat: (probeId: string) => ReturnType<LookContext['lastBeat']>
  /** Told afterwards of a stretch in which our own network was down. */
  readonly onBlind: (gap: Gap) => void
}

export function createLookout({ probes, canaries, onBlind, log, ...context }: LookoutDeps): Lookout {
  const byId = new Map(probes.map((probe) => [probe.id, probe]))
  const runContext = createRunContext(context)
  const ownNetwork = createOwnNetwork({
    canaries,
    look: (canary) => runProbe(canary, runContext),
    clock: context.clock,
    log,
    onUp: (stretch) => onBlind({ ...stretch, cause: 'own_network_down' }),
  })
  return {
    async look(probeId) {
      const probe = byId.get(probeId)
      if (probe === undefined) throw new Error(`No probe "${probeId}".`)
      return ownNetwork.judge(probe, await runProbe(probe, runContext))
    },
  }
}
