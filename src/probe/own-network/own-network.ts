import type { Observation } from '../../domain/observation.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import { createCanaries, type CanaryCheck } from './canaries.ts'
import { evidenceOf } from './evidence.ts'
import type { RunnableProbe } from '../runnable-probe.ts'

/** Tells our own network's failure from the target's. */
export interface OwnNetwork {
  /**
   * The observation as it came, or as a probe_fault where our own network is down. `beganAt` is when the look began, by the
   * clock that only runs forward.
   */
  judge(probe: Pick<RunnableProbe, 'kind'>, observation: Observation, beganAt?: number): Promise<Observation>
  /** Tells the stretch in which we are blind, if we are; nobody will see its end. Resolves when it has been heard. */
  stop(): Promise<void>
}

/** `fromAt` is when the first look that suffered began, epoch ms. */
interface Stretch {
  readonly fromAt: number
  readonly toAt: number
}

export interface OwnNetworkDeps {
  readonly canaries: readonly RunnableProbe[]
  readonly look: (canary: RunnableProbe) => Promise<Observation>
  readonly clock: Clock
  /** Time passed, ms, from wherever, whatever the clock is set to; `performance.now()` unless a test owns the time. */
  readonly elapsed?: () => number
  readonly log: Pick<Log, 'warn' | 'info'>
  /** Our network is back, or we stop: a stretch in which we were blind. Must not reject. */
  readonly onUp?: (stretch: Stretch) => Promise<void>
}

/**
 * A failing look trusts canaries seen this lately: in the first moments of a network gone down it may be blamed on the
 * target, but not a second time, however soon it is looked at again. At most four checks a second in an outage.
 */
const FRESH_MS = 250
/** While all is well canaries are looked at this often, so that a broken one is known before it is needed. */
const IDLE_MS = 30_000

/**
 * Three states, each with what ends it:
 *
 * - trusted: a look without an answer makes us ask the canaries; if all are silent, and nobody has answered since
 *   they fell silent, we are down.
 * - down: looks without an answer are our own fault. Any answer, a canary's or a target's, ends it.
 * - discredited: a target has answered since the canaries fell silent, so their silence proves nothing and every
 *   failure counts as the target's, until a canary answers again. A broken canary can thus never hide an outage.
 */
export function createOwnNetwork(deps: OwnNetworkDeps): OwnNetwork {
  if (deps.canaries.length === 0)
    return { judge: async (_probe, observation) => observation, stop: async () => undefined }
  const { clock, elapsed = () => performance.now() } = deps
  const canaries = createCanaries({ ...deps, elapsed })
  const episode = createEpisode(deps)
  let silentSince: number | undefined
  let answeredAt = Number.NEGATIVE_INFINITY
  let warned = false
  const discredited = (): boolean => silentSince !== undefined && answeredAt >= silentSince

  function weigh({ silent, beganAt }: CanaryCheck): void {
    if (silent) {
      silentSince ??= beganAt
      return
    }
    silentSince = undefined
    warned = false
    episode.end(clock())
  }

  async function hearAnswer(beganAt: number): Promise<void> {
    // What was asked before the canaries fell silent and answered late was on its way when the network went.
    if (silentSince !== undefined && beganAt < silentSince) return
    const now = elapsed()
    // The first answer after a silence may mean that the network is back: the canaries are asked at once.
    const maxAgeMs = silentSince !== undefined && !discredited() ? 0 : IDLE_MS
    answeredAt = now
    episode.end(clock())
    const check = await canaries.check(maxAgeMs)
    weigh(check)
    if (!check.silent || check.beganAt < now || warned) return
    warned = true
    deps.log.warn(
      'every canary is silent while probes are answered: the canaries prove nothing until one answers',
    )
  }

  async function hearSilence(observation: Observation): Promise<Observation> {
    const check = await canaries.check(FRESH_MS)
    weigh(check)
    if (!check.silent || discredited()) return observation
    episode.begin(observation.at)
    return asOurFault(observation)
  }

  return {
    async judge({ kind }, observation, beganAt = elapsed()) {
      const evidence = evidenceOf(observation)
      if (evidence === 'unanswered') return hearSilence(observation)
      // A name server's answer may come from a cache beside us. No answer is kept waiting for the canaries.
      if (evidence === 'answered' && kind !== 'dns') void hearAnswer(beganAt)
      return observation
    },
    stop: () => episode.breakOff(clock()),
  }
}

/** A stretch in which our network was down; told once when it begins and once when it ends. */
function createEpisode({ log, onUp }: OwnNetworkDeps) {
  let since: number | undefined

  function over(at: number): Stretch | undefined {
    if (since === undefined) return undefined
    // The clock may have been set back meanwhile.
    const stretch = { fromAt: since, toAt: Math.max(since, at) }
    since = undefined
    return stretch
  }

  return {
    begin(at: number): void {
      if (since !== undefined) return
      since = at
      log.warn({ fromAt: at }, 'own network is down: no canary answers, so failing looks count as unknown')
    },
    end(at: number): void {
      const stretch = over(at)
      if (stretch === undefined) return
      log.info(stretch, 'own network is back')
      void onUp?.(stretch)
    },
    /** We stop looking; whether it is back we do not know. */
    async breakOff(at: number): Promise<void> {
      const stretch = over(at)
      if (stretch !== undefined) await onUp?.(stretch)
    },
  }
}

function asOurFault(observation: Observation): Observation {
  const { summary = '', steps = [] } = observation.explanation ?? {}
  return {
    ...observation,
    outcome: 'probe_fault',
    blind: true,
    explanation: { summary: `our own network is down, no canary answers: ${summary}`, steps },
  }
}
