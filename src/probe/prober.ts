import type { Gap } from '../domain/gap.ts'
import type { Observation } from '../domain/observation.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { createOwnNetwork } from './own-network/own-network.ts'
import type { LookContext } from './probe.ts'
import { createRunContext, runProbe } from './run-probe.ts'
import type { RunnableProbe } from './runnable-probe.ts'

/** Everything that can be looked at, by id. */
export interface Prober {
  /** Looks once; never throws for what it finds. Our own network's failures come back as our own fault. */
  look(probeId: string): Promise<Observation>
  /** To be called after the last look; a stretch in which our own network is down ends here, and onBlind is told. */
  stop(): Promise<void>
}

export interface ProberDeps {
  readonly probes: readonly RunnableProbe[]
  readonly canaries: readonly RunnableProbe[]
  /** Where we look from. */
  readonly place: string
  readonly clock: Clock
  readonly log: Log
  readonly lastBeat: (probeId: string) => ReturnType<LookContext['lastBeat']>
  /** Told afterwards of a stretch in which our own network was down. Must not reject. */
  readonly onBlind: (gap: Gap) => Promise<void>
}

export function createProber({ probes, canaries, onBlind, log, ...context }: ProberDeps): Prober {
  const byId = new Map(probes.map((probe) => [probe.id, probe]))
  const runContext = createRunContext(context)
  const warn = createWarner(log)

  async function lookAt(probe: RunnableProbe): Promise<Observation> {
    const observation = await runProbe(probe, runContext)
    warn(observation)
    return observation
  }

  const ownNetwork = createOwnNetwork({
    canaries,
    look: lookAt,
    clock: context.clock,
    log,
    onUp: (stretch) => onBlind({ ...stretch, cause: 'own_network_down' }),
  })
  return {
    async look(probeId) {
      const probe = byId.get(probeId)
      if (probe === undefined) throw new Error(`No probe "${probeId}".`)
      const beganAt = performance.now()
      return ownNetwork.judge(probe, await lookAt(probe), beganAt)
    },
    stop: () => ownNetwork.stop(),
  }
}

/** Writes a line when a probe's warnings appear and when they change, not at every look. */
function createWarner(log: Pick<Log, 'warn'>) {
  const told = new Map<string, string>()
  return ({ probeId, outcome, warnings = [] }: Observation): void => {
    const wentWell = outcome === 'ok' || outcome === 'slow'
    if (warnings.length === 0) {
      // A look that failed may not have come as far as what it would have warned of.
      if (wentWell) told.delete(probeId)
      return
    }
    const now = warnings.join('\n')
    if (told.get(probeId) === now) return
    told.set(probeId, now)
    log.warn({ probeId, warnings }, 'a probe warns of what will fail unless somebody sees to it')
  }
}
